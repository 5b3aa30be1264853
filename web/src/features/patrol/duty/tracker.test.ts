import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { stubNetwork } from '@/shared/testing/network'
import { standStill } from '@/shared/testing/standing'
import { sendWaiting } from '../outbox/sender'
import { FieldStore, store as ownStore } from '../outbox/store'
import { pointOf, recordTrack } from './tracker'

const duty = {
  account: 'a1',
  shiftId: 's1',
  startedAt: '2026-11-20T00:00:00Z',
  until: '2026-11-20T04:00:00Z',
}
const fix = { coords: { longitude: 116.4, latitude: 39.9, accuracy: 7.26 } as GeolocationCoordinates }
const at = (seconds: number) => new Date(Date.parse(duty.startedAt) + seconds * 1_000)

test('a point is taken every ten seconds, on duty only, and numbered by the seconds of the shift', () => {
  expect(pointOf(fix, duty, at(65), undefined)).toEqual({
    seq: 65,
    at: '2026-11-20T00:01:05.000Z',
    lon: 116.4,
    lat: 39.9,
    accuracyMetres: 7.3,
  })
  expect(pointOf(fix, duty, at(74), 65)).toBeUndefined()
  expect(pointOf(fix, duty, at(75), 65)?.seq).toBe(75)
  expect(pointOf(fix, duty, at(-1), undefined)).toBeUndefined()
  expect(pointOf(fix, duty, at(4 * 3_600 + 1), undefined)).toBeUndefined()
})

let store: FieldStore
beforeEach(async () => {
  store = new FieldStore(`track-${Math.random()}`)
  const [point] = [pointOf(fix, duty, at(0), undefined)]
  if (point) await store.track.bulkAdd([1, 2].map(() => ({ account: 'a1', shiftId: 's1', points: [point] })))
})
afterEach(() => store.delete())

const answering = (status: number) => {
  const asked: string[] = []
  const ask = async (request: Request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/api/session') return Response.json({ account: { id: 'a1' } })
    asked.push(pathname)
    return Response.json(
      status === 200 ? { kept: 1 } : { type: '/problems/track-off-duty', title: '未在班次内' },
      { status },
    )
  }
  return { asked, ask }
}

test.each([200, 409])('a batch that was answered with %i is on the phone no more', async (status) => {
  const { asked, ask } = answering(status)
  expect(await sendWaiting(store, ask, 'http://127.0.0.1')).toEqual({ end: 'empty' })
  expect(asked).toEqual(['/api/patrol/shifts/s1/track', '/api/patrol/shifts/s1/track'])
  expect(await store.track.count()).toBe(0)
})

test('where the server has a fault the points wait', async () => {
  expect(await sendWaiting(store, answering(500).ask, 'http://127.0.0.1')).toEqual({ end: 'away' })
  expect(await store.track.count()).toBe(2)
})

test('of a phone that stands still and hears nothing more the track says each minute that it is there, and nothing where it was not measured', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  vi.setSystemTime(at(0))
  stubNetwork({ 'GET /api/session': { offline: true } })
  const device = standStill(116.4, 39.9, 6)
  const stop = recordTrack(duty)
  const pass = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute++) await vi.advanceTimersByTimeAsync(60_000)
  }
  await pass(3)
  device.answers = false
  await pass(3)
  device.answers = true
  await pass(1)
  stop()
  await vi.waitFor(async () => {
    const told = (await ownStore.track.toArray()).flatMap(({ points }) => points)
    expect(told.map(({ seq }) => seq)).toEqual([0, 60, 120, 180, 420])
  })
})
