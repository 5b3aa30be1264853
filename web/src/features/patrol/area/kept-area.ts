import { now } from '@/shared/time/now'
import { store } from '../outbox/store'
import { type Area, type Box, boxOf, grown } from './area'
import { areaCache } from './area-cache'
import { tilesOf } from './area-tiles'
import { componentsName, keepComponents } from './kept-components'

/** An area that is kept whole. */
export interface KeptArea {
  name: string | null
  box: Box
  landVersion: number
  /** Below this zoom the map is drawn from what is kept. */
  deepest: number
  /** When the last of it was told, by the server's clock. */
  at: number
}

/** How far the phone is with what it needs without a network. */
export type Readiness =
  | { state: 'none' }
  | { state: 'fetching'; done: number; of: number }
  | { state: 'ready'; kept: KeptArea }
  /** Too little room: photos of findings go first. */
  | { state: 'noRoom'; kept: KeptArea | undefined }

const areaName = 'area'

/** A street to its doors and ten times that; about twenty megabytes at most. */
const mostTiles = 900
const tileBytes = 25_000
const componentsBytes = 8_000_000
/** What stays free for a hundred photos. */
const photosBytes = 70_000_000

/** What is next to the border is seen too. */
const overTheBorder = 150
const atOnce = 6

export const keptArea = async (): Promise<KeptArea | undefined> =>
  (await store.kept.get(areaName))?.value as KeptArea | undefined

/** What is kept of the area, without asking anybody. */
export const readiness = async (): Promise<Readiness> => {
  const kept = await keptArea()
  return kept ? { state: 'ready', kept } : { state: 'none' }
}

const hasRoom = async (tiles: number): Promise<boolean> => {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {}
  if (quota === undefined || usage === undefined) return true
  return quota - usage > tiles * tileBytes + componentsBytes + photosBytes
}

const isFull = (fault: unknown) => fault instanceof DOMException && fault.name === 'QuotaExceededError'

/** Past the worker and what it keeps: only what is not the same any more comes over the network. */
const fetchTile = async (path: string): Promise<Response> => {
  const tile = await fetch(new Request(new URL(path, location.origin), { cache: 'no-cache' }))
  if (!tile.ok) throw new Error(`${path}: ${tile.status}`)
  return tile
}

/** Puts the tiles of an area into the cache, some at once, and takes away what is of another area. */
const keepTiles = async (
  paths: readonly string[],
  isCurrent: boolean,
  tell: (done: number, of: number) => void,
): Promise<void> => {
  const cache = await caches.open(areaCache)
  const there = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname))
  const missing = isCurrent ? paths.filter((path) => !there.has(path)) : [...paths]
  let done = paths.length - missing.length
  tell(done, paths.length)
  const work = async () => {
    for (let path = missing.shift(); path; path = missing.shift()) {
      await cache.put(path, await fetchTile(path))
      tell(++done, paths.length)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const wanted = new Set(paths)
  await Promise.all([...there].filter((path) => !wanted.has(path)).map((path) => cache.delete(path)))
}

/**
 * Keeps an area for the hours without a network: its land to some depth, and what stands there. What is kept already of the same land is
 * not fetched again. When the network goes meanwhile, what was kept before stays, and the next time goes on.
 */
export const keepArea = async (area: Area, tell: (readiness: Readiness) => void): Promise<void> => {
  const box = grown(boxOf(area), overTheBorder)
  const { deepest, paths } = tilesOf(box, mostTiles)
  const before = await keptArea()
  const isCurrent = before?.landVersion === area.landVersion && before.box.join() === box.join()
  if (!isCurrent && !(await hasRoom(paths.length))) return tell({ state: 'noRoom', kept: before })
  try {
    if ('caches' in globalThis)
      await keepTiles(paths, isCurrent, (done, of) => {
        if (!isCurrent) tell({ state: 'fetching', done, of })
      })
    await keepComponents(box)
    const kept: KeptArea = {
      name: area.name ?? null,
      box,
      landVersion: area.landVersion,
      deepest,
      at: now().getTime(),
    }
    await store.kept.put({ name: areaName, value: kept })
    tell({ state: 'ready', kept })
  } catch (fault) {
    if (isFull(fault)) return tell({ state: 'noRoom', kept: before })
    tell(before ? { state: 'ready', kept: before } : { state: 'none' })
    throw fault
  }
}

/** What was told to one person goes with the session; the land tells nothing about people and stays. */
export const forgetArea = (): Promise<void> => store.kept.bulkDelete([areaName, componentsName])
