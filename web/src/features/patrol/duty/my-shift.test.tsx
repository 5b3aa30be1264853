import { screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { store } from '../outbox/store'
import { MyShift } from './my-shift'

const now = Date.now()
const shift = {
  id: 's1',
  startsAt: new Date(now - 600_000).toISOString(),
  endsAt: new Date(now + 3_600_000).toISOString(),
  area: '潞湾街道',
  cells: [],
  stops: [],
}
const path = 'POST /api/patrol/shifts/s1/start'

beforeEach(() => store.outgoing.clear())

test('without a network duty begins on the phone, with its time, and is told when there is one', async () => {
  let away = true
  const network = stubNetwork({
    'GET /api/patrol/shifts/mine': () => ({ body: [shift] }),
    'GET /api/session': () => (away ? { offline: true } : { body: { account: { id: 'a1' } } }),
    [path]: { body: shift },
  })
  const { person } = draw(<MyShift account="a1" />)
  await person.click(await screen.findByRole('button', { name: '上岗' }))
  expect(await screen.findByRole('button', { name: '下岗' })).toBeTruthy()
  expect(screen.getByText(/时间已记在手机里/)).toBeTruthy()
  const [waiting] = await store.unsent('a1')
  expect(waiting?.content).toMatchObject({ kind: 'duty', shiftId: 's1', what: 'start' })

  away = false
  const { sendSoon } = await import('../outbox/outbox')
  sendSoon()
  await waitFor(() => expect(network.to(path)).toHaveLength(1))
  expect(network.to(path)[0]?.body).toEqual({
    at: waiting?.content.kind === 'duty' ? waiting.content.foundAt : '',
  })
  await waitFor(async () => expect(await store.unsent('a1')).toEqual([]))
  await waitFor(() => expect(network.to('GET /api/patrol/shifts/mine').length).toBeGreaterThan(1))
})

test('who taps twice goes on duty and not off again, and going off takes a second press a moment later', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  stubNetwork({
    'GET /api/patrol/shifts/mine': { body: [shift] },
    'GET /api/session': { offline: true },
  })
  const { person } = draw(<MyShift account="a1" />)
  const told = async () =>
    (await store.unsent('a1')).map(({ content }) => content.kind === 'duty' && content.what)
  const key = await screen.findByRole('button', { name: '上岗' })
  await person.click(key)
  await screen.findByRole('button', { name: '下岗' })
  await person.click(key)
  expect(screen.getByRole('button', { name: '确定下岗？再按一次' })).toBeTruthy()
  await person.click(key)
  expect(await told()).toEqual(['start'])
  vi.setSystemTime(Date.now() + 1000)
  await person.click(key)
  await waitFor(async () => expect(await told()).toEqual(['start', 'end']))
})

test('who went off duty is off duty, also when the phone has told it', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const began = { ...shift, startedAt: shift.startsAt, dutyUntil: shift.endsAt }
  let endedAt: string | undefined
  const network = stubNetwork({
    'GET /api/patrol/shifts/mine': () => ({ body: [{ ...began, endedAt }] }),
    'GET /api/session': { body: { account: { id: 'a1' } } },
    'POST /api/patrol/shifts/s1/end': () => {
      endedAt = new Date().toISOString()
      return { body: shift }
    },
  })
  const { person } = draw(<MyShift account="a1" />)
  const key = await screen.findByRole('button', { name: '下岗' })
  await person.click(key)
  vi.setSystemTime(Date.now() + 1000)
  await person.click(key)
  await waitFor(() => expect(network.to('POST /api/patrol/shifts/s1/end')).toHaveLength(1))
  await waitFor(async () => expect(await store.unsent('a1')).toEqual([]))
  await waitFor(() => expect(network.to('GET /api/patrol/shifts/mine').length).toBeGreaterThan(1))
  await waitFor(() => expect(screen.queryByRole('button', { name: /下岗/ })).toBeNull())
})

test('what the server refuses is said where it was pressed', async () => {
  stubNetwork({
    'GET /api/patrol/shifts/mine': { body: [shift] },
    'GET /api/session': { body: { account: { id: 'a1' } } },
    [path]: { status: 409, body: { type: '/problems/shift-not-now', title: '现在不能上岗。' } },
  })
  const { person } = draw(<MyShift account="a1" />)
  await person.click(await screen.findByRole('button', { name: '上岗' }))
  expect((await screen.findByRole('alert')).textContent).toBe('现在不能上岗。')
  expect(await screen.findByRole('button', { name: '上岗' })).toBeTruthy()
})
