import { beforeEach, expect, test, vi } from 'vitest'
import { store } from '../outbox/store'
import type { Area } from './area'
import { forgetArea, keepArea, keptArea, type Readiness, readiness } from './kept-area'
import { keptComponents } from './kept-components'

const area = (changes: Partial<Area> = {}): Area => ({
  name: '潞湾街道',
  bbox: [116.69, 39.89, 116.7, 39.9],
  landVersion: 7,
  cases: [],
  ...changes,
})

const told = { kinds: [], codes: [], kindOf: [], states: [], lonE6: [], latE6: [], more: false }

let tiles: Map<string, Response>
let asked: string[]

/** The browser's cache and the network; `away` says from which tile on there is none. */
const stage = (away = Number.POSITIVE_INFINITY, put = (_: string) => {}) => {
  asked = []
  vi.stubGlobal('caches', {
    open: async () => ({
      keys: async () => [...tiles.keys()].map((path) => new Request(new URL(path, location.origin))),
      put: async (path: string, tile: Response) => {
        put(path)
        tiles.set(path, tile)
      },
      delete: async (path: string) => tiles.delete(path),
    }),
  })
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname } = new URL(request.url)
    if (pathname.endsWith('/components/area'))
      return new Response(JSON.stringify(told), { headers: { 'Content-Type': 'application/json' } })
    asked.push(pathname)
    if (asked.length > away) throw new TypeError('Failed to fetch')
    return new Response('tile')
  })
}

const keep = async (which: Area): Promise<Readiness[]> => {
  const heard: Readiness[] = []
  await keepArea(which, (one) => heard.push(one)).catch(() => undefined)
  return heard
}

beforeEach(() => {
  tiles = new Map()
})

test('an area is fetched once, with how far it is, and again only when its land was changed', async () => {
  stage()
  const heard = await keep(area())
  expect(heard[0]).toEqual({ state: 'fetching', done: 0, of: tiles.size })
  expect(heard.at(-2)).toEqual({ state: 'fetching', done: tiles.size, of: tiles.size })
  expect(heard.at(-1)).toMatchObject({ state: 'ready', kept: { name: '潞湾街道', deepest: 16 } })
  expect((await keptComponents())?.told).toEqual(told)
  const all = tiles.size
  expect(asked).toHaveLength(all)

  stage()
  expect(await keep(area())).toMatchObject([{ state: 'ready' }])
  expect(asked).toEqual([])
  // What the browser cleared away comes back.
  const [first = ''] = tiles.keys()
  tiles.delete(first)
  await keep(area())
  expect(asked).toEqual([first])

  stage()
  await keep(area({ landVersion: 8 }))
  expect(asked).toHaveLength(all)
})

test('another area takes the place of the one before', async () => {
  stage()
  await keep(area())
  const before = new Set(tiles.keys())
  await keep(area({ bbox: [110, 30, 110.01, 30.01] }))
  expect([...tiles.keys()].filter((path) => before.has(path))).toEqual([])
})

test('when the network goes meanwhile, what was ready stays so', async () => {
  stage(3)
  expect((await keep(area())).at(-1)).toEqual({ state: 'none' })
  stage()
  await keep(area())
  const at = (await keptArea())?.at
  stage(3)
  expect((await keep(area({ landVersion: 8 }))).at(-1)).toMatchObject({ state: 'ready', kept: { at } })
  expect(await readiness()).toMatchObject({ state: 'ready', kept: { landVersion: 7 } })
})

test('photos of findings go first: with little room nothing is fetched, and a full phone is said', async () => {
  stage()
  vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota: 80_000_000, usage: 5_000_000 }) } })
  expect(await keep(area())).toEqual([{ state: 'noRoom', kept: undefined }])
  expect(asked).toEqual([])
  vi.stubGlobal('navigator', {})
  stage(Number.POSITIVE_INFINITY, () => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  expect((await keep(area())).at(-1)).toEqual({ state: 'noRoom', kept: undefined })
})

test('with the session goes what was told to one person', async () => {
  stage()
  await keep(area())
  await forgetArea()
  expect(await store.kept.toArray()).toEqual([])
})
