import { afterEach, expect, test } from 'vitest'
import { stubNetwork } from '@/shared/testing/network'
import { learnServerTime } from '@/shared/time/now'
import { sendAnew } from './outbox'
import { put, reportOf } from './stage'
import { type Outgoing, store } from './store'

const hour = 3_600_000
afterEach(() => learnServerTime(new Date().toUTCString()))

/** A report of a phone that was two hours fast, and known to be. */
const refusedFor = async (slug: string): Promise<Outgoing> => {
  const phoneAt = new Date(Date.now() + 2 * hour).toISOString()
  const foundAt = new Date(Date.now()).toISOString()
  await put(store, slug, { ...reportOf('井盖不见了'), phoneAt, foundAt })
  const [queued] = await store.unsent('a1')
  if (!queued) throw new Error('the queue is empty')
  await store.outgoing.update(queued.order, { state: 'refused', refused: { slug, message: '' } })
  return { ...queued, state: 'refused', refused: { slug, message: '' } }
}

const foundAtOf = async () => {
  const [queued] = await store.unsent('a1')
  return Date.parse(queued?.content.foundAt ?? '')
}

test('a phone that was set right since keeps the time of what was refused for something else', async () => {
  stubNetwork({})
  const outgoing = await refusedFor('outside-city')
  await sendAnew(outgoing)
  expect(Math.abs((await foundAtOf()) - Date.now())).toBeLessThan(60_000)
})

test('what was refused for its time is timed by what is known of the clock now', async () => {
  stubNetwork({})
  const outgoing = await refusedFor('found-in-the-future')
  // The server's answers have told meanwhile that the phone is three hours fast.
  learnServerTime(new Date(Date.now() - 3 * hour).toUTCString())
  await sendAnew(outgoing)
  expect(Math.abs((await foundAtOf()) - (Date.now() - hour))).toBeLessThan(60_000)
})
