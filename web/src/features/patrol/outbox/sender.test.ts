import { Dexie } from 'dexie'
import { beforeEach, expect, test, vi } from 'vitest'
import { sendWaiting } from './sender'
import { look, problem, put, reportOf, Server } from './stage'
import { FieldStore } from './store'

let store: FieldStore
let server: Server
let nth = 0

const send = () => sendWaiting(store, server.ask, 'http://phone.test')
const states = async () => (await store.outgoing.orderBy('order').toArray()).map(({ state }) => state)

beforeEach(() => {
  store = new FieldStore(`sender-${nth++}`)
  server = new Server()
})

test('what was finished is sent in order, photos first, and its photos leave the phone', async () => {
  await put(store, 'first', undefined, { photos: 2 })
  await put(store, 'second')
  expect(await send()).toEqual({ end: 'empty' })
  expect(server.filed.map(({ text }) => text)).toEqual(['first', 'second'])
  expect(server.filed[0]?.photos).toEqual(['upload-1', 'upload-2'])
  expect(await store.photos.count()).toBe(0)
  expect((await store.outgoing.get({ key: 'first' }))?.receipt?.number).toBe('N-0')
})

test('a lost answer makes no second report, and what arrived of the photos is not sent again', async () => {
  await put(store, 'one', undefined, { photos: 2 })
  let uploads = 0
  server.fate = (name) => (name === 'POST /api/uploads' && ++uploads === 2 ? 'lost' : 'arrives')
  expect(await send()).toEqual({ end: 'away' })
  server.fate = (name) => (name === 'POST /api/patrol/reports' ? 'unanswered' : 'arrives')
  expect(await send()).toEqual({ end: 'away' })
  expect(await states()).toEqual(['waiting'])
  server.fate = () => 'arrives'
  await send()
  expect(server.filed).toHaveLength(1)
  expect(server.uploads).toBe(2)
  expect(await states()).toEqual(['sent'])
})

test('recordings wait with the photos, are uploaded once, and go where recordings go', async () => {
  await store.add({ account: 'a1', key: 'said', language: 'zh-CN', content: reportOf('said') }, [
    { bytes: new Uint8Array([1]).buffer, type: 'image/jpeg' },
    { bytes: new Uint8Array([2]).buffer, type: 'audio/webm' },
  ])
  server.fate = (name) => (name === 'POST /api/patrol/reports' ? 'unanswered' : 'arrives')
  expect(await send()).toEqual({ end: 'away' })
  server.fate = () => 'arrives'
  await send()
  expect(server.uploads).toBe(2)
  expect(server.filed).toEqual([
    { key: 'said', text: 'said', photos: ['upload-1'], recordings: ['upload-2'] },
  ])
  expect(await store.photos.count()).toBe(0)
})

test('what is refused is put aside with its reason, and the next goes on', async () => {
  await put(store, 'outside')
  await put(store, 'inside')
  let reports = 0
  server.fate = (name) =>
    name === 'POST /api/patrol/reports' && reports++ === 0 ? problem(422, 'outside-the-city') : 'arrives'
  expect(await send()).toEqual({ end: 'empty' })
  expect(await states()).toEqual(['refused', 'sent'])
  expect((await store.unsent('a1'))[0]?.refused).toEqual({
    slug: 'outside-the-city',
    message: 'outside-the-city in words',
  })
  expect(await store.photos.count()).toBe(1)
})

test.each([
  ['a busy server', problem(503, 'store-unavailable')],
  ['a fault of the server', problem(500, 'internal')],
  ['a sign-in page of somebody else', new Response('<html>', { status: 200 })],
  ['an error of a proxy, in JSON', new Response('{"error":"no route"}', { status: 404 })],
  ['an error page of a proxy', new Response('<html>', { status: 404 })],
])('%s is no answer: it waits', async (_, answer) => {
  await put(store, 'one')
  server.fate = (name) => (name === 'POST /api/patrol/reports' ? answer.clone() : 'arrives')
  expect(await send()).toEqual({ end: 'away' })
  expect(await states()).toEqual(['waiting'])
})

test('who is asked to wait waits as long as the server says', async () => {
  await put(store, 'one')
  const busy = new Response(JSON.stringify({ type: '/problems/too-many', title: '慢一点' }), {
    status: 429,
    headers: { 'Retry-After': '7' },
  })
  server.fate = (name) => (name === 'POST /api/uploads' ? busy.clone() : 'arrives')
  expect(await send()).toEqual({ end: 'away', afterSeconds: 7 })
})

test('one that makes the server fail five times does not hold up the others for ever', async () => {
  await put(store, 'poison')
  await put(store, 'sound')
  server.fate = (name) =>
    name === 'POST /api/patrol/reports' && server.filed.length === 0 && faults++ < 5
      ? problem(500, 'internal')
      : 'arrives'
  let faults = 0
  for (let round = 0; round < 4; round++) expect(await send()).toEqual({ end: 'away' })
  expect(await send()).toEqual({ end: 'empty' })
  expect(await states()).toEqual(['refused', 'sent'])
})

test('nobody sends for another, and a session that has ended sends nothing', async () => {
  await put(store, 'mine')
  server.account = 'a2'
  expect(await send()).toEqual({ end: 'empty' })
  server.account = undefined
  expect(await send()).toEqual({ end: 'signedOut' })
  expect(server.filed).toEqual([])
  expect(await states()).toEqual(['waiting'])
})

test('photos that the server has forgotten are sent again', async () => {
  await put(store, 'one')
  let reports = 0
  server.fate = (name) =>
    name === 'POST /api/patrol/reports' && reports++ === 0 ? problem(422, 'unknown-upload') : 'arrives'
  expect(await send()).toEqual({ end: 'empty' })
  expect(server.filed[0]?.photos).toEqual(['upload-2'])
})

test('a look whose answer was lost is known by its photos; one that came too late needs a person', async () => {
  await put(store, 'look', look)
  server.fate = (name) => (name.endsWith('/reinspect') ? 'unanswered' : 'arrives')
  expect(await send()).toEqual({ end: 'away' })
  server.fate = () => 'arrives'
  expect(await send()).toEqual({ end: 'empty' })
  expect(server.looks).toHaveLength(1)
  expect(await states()).toEqual(['sent'])
  await put(store, 'late', look)
  await send()
  expect((await store.unsent('a1'))[0]?.refused?.slug).toBe('changed-meanwhile')
})

test('finished twice, by a phone that died in between, it is in the queue once', async () => {
  await put(store, 'one', undefined, { photos: 2 })
  await put(store, 'one')
  expect(await store.outgoing.count()).toBe(1)
  expect(await store.photos.count()).toBe(2)
})

/** Numbers from a seed (mulberry32). */
const chanceOf = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

test.each([1, 2, 3])(
  'a shift in and out of the network, on a phone that dies: nothing lost, nothing doubled, in order (seed %i)',
  async (seed) => {
    const chance = chanceOf(seed)
    const name = `shift-${seed}`
    store = new FieldStore(name)
    const found: string[] = []
    for (let step = 0; step < 40; step++) {
      const online = chance() < 0.6
      server.fate = () => (!online || chance() < 0.15 ? 'lost' : chance() < 0.15 ? 'unanswered' : 'arrives')
      if (chance() < 0.5) {
        const key = `finding ${found.length}`
        found.push(key)
        await put(store, key, undefined, { photos: 1 + Math.floor(chance() * 2) })
      }
      // Two senders at once, the page and the worker of a browser without locks.
      await (chance() < 0.1 ? Promise.all([send(), send()]) : send())
      if (chance() < 0.1) {
        store.close()
        store = new FieldStore(name)
      }
    }
    server.fate = () => 'arrives'
    expect(await send()).toEqual({ end: 'empty' })
    expect(server.filed.map(({ text }) => text)).toEqual(found)
    expect(await store.photos.count()).toBe(0)
  },
)

test('a phone that is full sends all the same: only what leaves makes room', async () => {
  await put(store, 'one', undefined, { photos: 2 })
  await put(store, 'two')
  const full = () => Dexie.Promise.reject(new Dexie.QuotaExceededError('full')) as never
  vi.spyOn(store.photos, 'update').mockImplementation(full)
  vi.spyOn(store.outgoing, 'update').mockImplementation(full)
  expect(await send()).toEqual({ end: 'empty' })
  expect(server.filed.map(({ key }) => key)).toEqual(['one', 'two'])
  expect(await store.photos.count()).toBe(0)
  expect(await store.outgoing.count()).toBe(0)
})

test('a store of the phone that does not answer is tried again, as a network is', async () => {
  await put(store, 'one')
  vi.spyOn(store, 'next').mockRejectedValue(new Dexie.DatabaseClosedError('closed by the system'))
  expect(await send()).toEqual({ end: 'away' })
})
