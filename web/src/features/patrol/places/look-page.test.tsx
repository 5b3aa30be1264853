import { act, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, onTestFinished, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { standStill } from '@/shared/testing/standing'
import { jpeg } from '@/shared/testing/uploads'
import { store } from '../outbox/store'
import { LookPage } from './look-page'

const place = {
  planId: 'p1',
  kind: 'campaign',
  title: '汛前积水点排查',
  placeNo: 2,
  name: '潞湾桥',
  lon: 116.4,
  lat: 39.9,
  dueOn: '2026-11-26',
  mine: true,
  checklist: ['泵站有电', '警示牌完好'],
}

test('a place is answered line by line, and what is wrong needs a photo and a line before it goes into the queue', async () => {
  stubNetwork({ 'GET /api/patrol/places': { status: 200, body: [place] } })
  const onSent = vi.fn()
  const { person } = draw(
    <LookPage account="a1" planId="p1" placeNo={2} onBack={vi.fn()} onNew={vi.fn()} onSent={onSent} />,
  )
  expect(await screen.findByRole('heading', { name: '潞湾桥' })).toBeTruthy()
  await person.click(screen.getByRole('radio', { name: '发现问题' }))
  await person.click(screen.getByRole('button', { name: '提交' }))
  expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toEqual(
    expect.arrayContaining(['请逐条选择“是”或“否”。', '发现问题请拍照。', '请写一句话说明问题，或者录音。']),
  )
  expect(await store.unsent('a1')).toEqual([])

  const [power, sign] = [
    screen.getByRole('group', { name: '泵站有电' }),
    screen.getByRole('group', { name: '警示牌完好' }),
  ]
  await userEvent.click(power.querySelectorAll('input')[0] as HTMLInputElement)
  await userEvent.click(sign.querySelectorAll('input')[1] as HTMLInputElement)
  await person.type(screen.getByLabelText('说明'), '警示牌倒了')
  await person.upload(screen.getByLabelText(/现场照片|拍照|添加照片/), jpeg())
  await person.click(screen.getByRole('button', { name: '提交' }))
  await vi.waitFor(() => expect(onSent).toHaveBeenCalled())
  expect((await store.unsent('a1')).map(({ content }) => content)).toMatchObject([
    { kind: 'place', planId: 'p1', placeNo: 2, result: 'found', answers: [true, false], text: '警示牌倒了' },
  ])
})

test('a place that is no longer to be looked at says so', async () => {
  stubNetwork({ 'GET /api/patrol/places': { status: 200, body: [] } })
  draw(<LookPage account="a1" planId="p1" placeNo={2} onBack={vi.fn()} onNew={vi.fn()} onSent={vi.fn()} />)
  expect(await screen.findByText(/现在不用您查看/)).toBeTruthy()
})

test('a component of a census that differs says how it stands and takes a photo, and its position only when that is wrong', async () => {
  await store.outgoing.clear()
  const lamp = {
    ...place,
    kind: 'census',
    title: '路灯普查',
    name: '路灯 东门',
    component: '11010501018000001',
    checklist: [],
  }
  stubNetwork({ 'GET /api/patrol/places': { status: 200, body: [lamp] } })
  const onNew = vi.fn()
  const onSent = vi.fn()
  const { person } = draw(
    <LookPage account="a1" planId="p1" placeNo={2} onBack={vi.fn()} onNew={onNew} onSent={onSent} />,
  )
  await person.click(await screen.findByRole('radio', { name: '有出入' }))
  await person.click(screen.getByRole('button', { name: '提交' }))
  expect(screen.getByText('请选现在的状态。')).toBeTruthy()
  await person.click(screen.getByRole('radio', { name: '不在了' }))
  expect(screen.queryByLabelText(/登记的位置不对/)).toBeNull()
  await person.upload(screen.getByLabelText(/拍照/), jpeg())
  await person.click(screen.getByRole('button', { name: '提交' }))
  await vi.waitFor(() => expect(onSent).toHaveBeenCalled())
  expect(await store.unsent('a1')).toMatchObject([
    { content: { kind: 'place', placeNo: 2, result: 'differs', survey: { state: 'lost' } } },
  ])
  await store.outgoing.clear()
})

test('who stands still and looks long is asked about anew while he looks; where the phone tells nothing any more, no place is told', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const device = standStill(116.4, 39.9, 9)
  const plain = [1, 2].map((placeNo) => ({ ...place, placeNo, checklist: [] }))
  stubNetwork({
    'GET /api/session': { offline: true },
    'GET /api/patrol/places': { status: 200, body: plain },
  })
  const look = async (placeNo: number) => {
    const onSent = vi.fn()
    const { person, unmount } = draw(
      <LookPage
        account="a1"
        planId="p1"
        placeNo={placeNo}
        onBack={vi.fn()}
        onNew={vi.fn()}
        onSent={onSent}
      />,
    )
    expect(await screen.findByText(/误差约 9 米/)).toBeTruthy()
    device.answers = placeNo === 1
    for (let tens = 0; tens < 18; tens++) await act(() => vi.advanceTimersByTimeAsync(10_000))
    await person.click(screen.getByRole('radio', { name: '正常' }))
    await person.click(screen.getByRole('button', { name: '提交' }))
    await vi.waitFor(() => expect(onSent).toHaveBeenCalled())
    unmount()
  }
  await look(1)
  await look(2)
  const [found, lost] = (await store.unsent('a1')).map(({ content }) => content)
  expect(found).toMatchObject({ placeNo: 1, stood: { lon: 116.4, lat: 39.9, accuracyMetres: 9 } })
  expect(lost).toMatchObject({ placeNo: 2, result: 'fine' })
  expect(lost).not.toHaveProperty('stood')
})

test('a look is of the minute in which its photo was taken, and so is where he stood then, whenever it is finished', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  standStill(116.4, 39.9, 9)
  stubNetwork({
    'GET /api/session': { offline: true },
    'GET /api/patrol/places': { status: 200, body: [{ ...place, checklist: [] }] },
  })
  const onSent = vi.fn()
  const { person } = draw(
    <LookPage account="a1" planId="p1" placeNo={2} onBack={vi.fn()} onNew={vi.fn()} onSent={onSent} />,
  )
  expect(await screen.findByText(/误差约 9 米/)).toBeTruthy()
  const shot = Date.now()
  await person.upload(screen.getByLabelText(/拍照/), jpeg())
  await person.click(screen.getByRole('radio', { name: '正常' }))
  vi.setSystemTime(shot + 20 * 60_000)
  await person.click(screen.getByRole('button', { name: '提交' }))
  await vi.waitFor(() => expect(onSent).toHaveBeenCalled())
  const [{ content } = { content: undefined }] = await store.unsent('a1')
  expect(content).toMatchObject({
    phoneAt: new Date(shot).toISOString(),
    stood: { lon: 116.4, lat: 39.9, accuracyMetres: 9 },
  })
})
