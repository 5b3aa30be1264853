import { fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { jpeg } from '@/shared/testing/uploads'
import { storeDraft, storedDraft } from '@/shared/ui/stored-draft'
import { MeasurePage } from './measure-page'
import { measureName, takeBack } from './outbox/mend'
import { sendSoon } from './outbox/outbox'
import { store } from './outbox/store'

const code = '99010101018000007'
const post = `POST /api/components/tags/${code}/measurements`
const begun = {
  quantity: '',
  value: '',
  unit: '',
  at: [113.2, 28.1],
  within: 6,
  phoneAt: '2026-11-20T10:15:00.000Z',
  key: null,
}

beforeEach(async () => {
  await store.outgoing.clear()
  await store.photos.clear()
  storeDraft(measureName('a1', code), begun)
})

const measure = async () => {
  const onSent = vi.fn()
  const { person } = draw(<MeasurePage account="a1" component={code} onBack={vi.fn()} onSent={onSent} />)
  await person.click(screen.getByRole('button', { name: '提交测量' }))
  expect(screen.getByText('请填写')).toBeTruthy()
  expect(screen.getByText('请填一个数')).toBeTruthy()
  await person.type(screen.getByLabelText(/测得的数/), '7')
  expect(onSent).not.toHaveBeenCalled()
  await person.type(screen.getByLabelText(/测什么/), '亮灯时刻')
  // A lamp comes on by the clock: the number is gone, and no unit is asked for.
  expect(screen.queryByLabelText(/^单位/)).toBeNull()
  expect(screen.getByText('请填几点几分，例如 18:15')).toBeTruthy()
  fireEvent.change(screen.getByLabelText('几点几分'), { target: { value: '18:15' } })
  await person.upload(screen.getByLabelText(/拍照/), jpeg('watch.jpg'))
  await person.click(screen.getByRole('button', { name: '提交测量' }))
  await waitFor(() => expect(onSent).toHaveBeenCalled())
}

test('what is measured without a network waits on the phone and arrives once, with time, place and photo', async () => {
  let away = true
  let answers = 0
  const network = stubNetwork({
    'GET /api/session': () => (away ? { offline: true } : { body: { account: { id: 'a1' } } }),
    'POST /api/uploads': { status: 201, body: { id: 'up-1' } },
    // The first answer is lost on the way.
    [post]: () => (answers++ === 0 ? { offline: true } : { body: { id: 'k1', code, version: 1 } }),
  })
  await measure()
  expect(network.to(post)).toEqual([])
  away = false
  sendSoon()
  await waitFor(() => expect(network.to(post)).toHaveLength(1))
  sendSoon()
  await waitFor(() => expect(network.to(post)).toHaveLength(2))
  const [first, second] = network.to(post)
  expect(first?.body).toEqual({
    quantity: '亮灯时刻',
    clock: '18:15',
    lon: 113.2,
    lat: 28.1,
    accuracyMetres: 6,
    measuredAt: expect.stringMatching(/^2026-11-20T10:1/),
    photos: ['up-1'],
    seal: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  expect(second?.body).toEqual(first?.body)
  expect(second?.headers.get('Idempotency-Key')).toBe(first?.headers.get('Idempotency-Key'))
  await waitFor(async () => expect((await store.outgoing.toArray())[0]?.state).toBe('sent'))
  expect(storedDraft(measureName('a1', code), { quantity: 'gone' })).toEqual({ quantity: 'gone' })
})

test('one that the server refuses goes back into its form as it was written', async () => {
  stubNetwork({
    'GET /api/session': { body: { account: { id: 'a1' } } },
    'POST /api/uploads': { status: 201, body: { id: 'up-1' } },
    [post]: {
      status: 404,
      body: { type: '/problems/unknown-component', title: '没有找到这个部件', status: 404 },
    },
  })
  await measure()
  await waitFor(async () => expect((await store.outgoing.toArray())[0]?.state).toBe('refused'))
  const [refused] = await store.outgoing.toArray()
  expect(refused?.refused?.message).toBe('没有找到这个部件')
  if (!refused) throw new Error('nothing was kept')
  expect(await takeBack(refused)).toBe('done')
  expect(storedDraft(measureName('a1', code), begun)).toMatchObject({
    quantity: '亮灯时刻',
    value: '18:15',
    unit: '',
    at: [113.2, 28.1],
  })
})

test('where it was measured is where the phone is now: what it found minutes ago is not sent', async () => {
  storeDraft(measureName('a1', code), {
    ...begun,
    quantity: '照度',
    value: '7',
    unit: 'lx',
    phoneAt: null,
    fixedAt: Date.now() - 30_000,
  })
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const onSent = vi.fn()
  const { person } = draw(<MeasurePage account="a1" component={code} onBack={vi.fn()} onSent={onSent} />)
  expect(screen.getByText('误差约 6 米')).toBeTruthy()
  vi.setSystemTime(Date.now() + 60_000)
  await person.click(screen.getByRole('button', { name: '提交测量' }))
  expect(screen.queryByText('误差约 6 米')).toBeNull()
  expect(screen.getByRole('alert').textContent).toContain('位置')
  expect(await store.outgoing.count()).toBe(0)
})
