import { screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { jpeg } from '@/shared/testing/uploads'
import { storeDraft } from '@/shared/ui/stored-draft'
import { keepSome } from './area/some-components'
import { reportName } from './outbox/mend'
import { store } from './outbox/store'
import { emptyReport } from './report-draft'
import { ReportPage } from './report-page'
import {
  filed,
  forgetAll,
  post,
  refusePosition,
  shoot,
  signedIn,
  standAt,
  unit,
  uploads,
  write,
} from './report-stage'

vi.mock('@/shared/map/case-map', () => import('./pointed-map-stage'))

const code = '99010101018000007'

beforeEach(forgetAll)

test('without a position nothing is sent, and the way out is named', async () => {
  vi.stubGlobal('isSecureContext', false)
  const network = stubNetwork({
    'GET /api/classes': { body: [] },
    'GET /api/city': { body: { streets: [] } },
  })
  const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  await write(person)
  expect(screen.getByText('还没有位置。请定位，或在图上点。')).toBeTruthy()
  expect(network.to(post)).toEqual([])
})

test('whoever does not let the phone be found points on the map, which opens by itself, and sends', async () => {
  refusePosition()
  const network = stubNetwork({
    ...signedIn,
    ...uploads,
    'GET /api/classes': { body: [] },
    'GET /api/city': { body: { streets: [] } },
    [post]: filed,
  })
  const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  expect(await screen.findByText(/没有定位许可，请在图上点位置。要用定位/)).toBeTruthy()
  await person.click(await screen.findByRole('button', { name: '点图' }))
  expect(screen.getByText('在图上点的')).toBeTruthy()
  await write(person)
  expect(await screen.findByRole('heading', { level: 1, name: `已立案，派给${unit.name}` })).toBeTruthy()
  const [sent] = network.to(post)
  expect(sent?.body).toMatchObject({ lon: 113.25, lat: 28.15 })
  expect(sent?.body).not.toHaveProperty('accuracyMetres')
})

test.each(['told by the platform', 'kept on the phone'])(
  'whoever does not let the phone be found takes the place of the component, %s',
  async (how) => {
    refusePosition()
    const isTold = how === 'told by the platform'
    if (!isTold) await keepSome([{ code, name: '路灯', lon: 113.2003, lat: 28.1 }])
    const network = stubNetwork({
      ...signedIn,
      ...uploads,
      'GET /api/classes': { body: [] },
      'GET /api/city': { body: { streets: [] } },
      [`GET /api/components/tags/${code}`]: isTold
        ? { body: { code, name: '路灯', lon: 113.2003, lat: 28.1 } }
        : { offline: true },
      [post]: filed,
    })
    const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
    await screen.findByText(/没有定位许可/)
    await person.type(screen.getByLabelText(/^部件/), code)
    await person.click(await screen.findByRole('button', { name: '用部件登记的位置（路灯）' }))
    expect(screen.getByText('部件登记的位置')).toBeTruthy()
    await write(person)
    await waitFor(() =>
      expect(network.to(post)[0]?.body).toMatchObject({ component: code, lon: 113.2003, lat: 28.1 }),
    )
  },
)

test('the component is chosen among the nearest and goes with the report', async () => {
  standAt(113.2, 28.1, 8)
  const network = stubNetwork({
    ...signedIn,
    ...uploads,
    'GET /api/classes': { body: [] },
    'GET /api/components/nearest': {
      body: [{ code, classCode: '01018', name: '路灯', state: 'intact', lon: 113.2, lat: 28.1, metres: 31 }],
    },
    [post]: {
      status: 201,
      body: {
        number: '20261121-0000124-4',
        caseId: 'c',
        dispatch: { state: 'dispatched', unit, reasons: [] },
      },
    },
  })
  const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  await person.click(await screen.findByRole('button', { name: '附近的 1 个部件' }))
  await person.click(screen.getByRole('button', { name: /路灯 · 30 米/ }))
  expect(screen.getByLabelText(/^部件/)).toHaveProperty('value', code)
  expect(screen.getByText('路灯，离定位点约 30 米')).toBeTruthy()
  await write(person)
  await screen.findByRole('heading', { level: 1, name: `已立案，派给${unit.name}` })
  expect(network.to(post)[0]?.body).toMatchObject({ component: code })
})

test('without a network the list is the kept one, and an identifier that was typed or scanned is kept', async () => {
  standAt(113.2, 28.1, 8)
  await keepSome([{ code, name: '路灯', lon: 113.2003, lat: 28.1 }])
  stubNetwork({
    'GET /api/classes': { body: [] },
    'GET /api/session': { offline: true },
    'GET /api/components/nearest': { offline: true },
  })
  vi.stubGlobal('createImageBitmap', async () => ({ close: () => undefined }))
  vi.stubGlobal(
    'BarcodeDetector',
    class {
      detect = async () => [{ rawValue: `https://jiban.example/tag/${code}` }]
    },
  )
  const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  await screen.findByText('误差约 8 米')
  await person.click(await screen.findByRole('button', { name: '附近的 1 个部件' }))
  expect(screen.getByRole('button', { name: /路灯 · 30 米/ })).toBeTruthy()
  expect(screen.getByText(/没有网络，按 .* 08:02 存在手机里的清单/)).toBeTruthy()
  await person.type(screen.getByLabelText(/^部件/), '990101')
  await write(person)
  expect(screen.getByText(/标识码是 16 或 17 位数字/)).toBeTruthy()
  await person.upload(screen.getByLabelText('拍一张二维码'), jpeg('label.jpg'))
  await waitFor(() => expect(screen.getByLabelText(/^部件/)).toHaveProperty('value', code))
  await person.click(screen.getByRole('button', { name: '上报' }))
  expect(await screen.findByRole('heading', { level: 1, name: '已存在手机里' })).toBeTruthy()
  expect(await store.unsent('a1')).toMatchObject([{ content: { component: code } }])
})

test('another component takes its own place along; one that nobody knows leaves none, and a point by hand stays', async () => {
  refusePosition()
  const other = '99010101018000008'
  const network = stubNetwork({
    ...signedIn,
    ...uploads,
    'GET /api/classes': { body: [] },
    'GET /api/city': { body: { streets: [] } },
    [`GET /api/components/tags/${code}`]: { body: { code, name: '路灯', lon: 113.2003, lat: 28.1 } },
    [`GET /api/components/tags/${other}`]: {
      body: { code: other, name: '井盖', lon: 113.2107, lat: 28.2 },
    },
    'GET /api/components/tags/99010101018000009': {
      status: 404,
      body: { type: '/problems/unknown-component' },
    },
    [post]: filed,
  })
  const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  const typed = () => screen.getByLabelText(/^部件/)
  await screen.findByText(/没有定位许可/)
  await person.type(typed(), code)
  await person.click(await screen.findByRole('button', { name: '用部件登记的位置（路灯）' }))
  expect(screen.getByText('113.20030°E 28.10000°N')).toBeTruthy()

  await person.type(typed(), '{Backspace}8')
  expect(await screen.findByText('113.21070°E 28.20000°N')).toBeTruthy()
  expect(screen.getByText('部件登记的位置')).toBeTruthy()

  await person.type(typed(), '{Backspace}9')
  expect(await screen.findByText('还没有位置。请定位，或在图上点。')).toBeTruthy()
  expect(screen.queryByText(/在图上点的|113\./)).toBeNull()

  await person.click(screen.getByRole('button', { name: '在图上改' }))
  await person.click(await screen.findByRole('button', { name: '点图' }))
  await person.type(typed(), '{Backspace}8')
  expect(screen.getByText('在图上点的')).toBeTruthy()
  await write(person)
  await waitFor(() =>
    expect(network.to(post)[0]?.body).toMatchObject({ component: other, lon: 113.25, lat: 28.15 }),
  )
})

const atHome = '113.20000°E 28.10000°N'
const onSite = '113.30000°E 28.20000°N'
const minutes = 60_000

test.each([
  ['whose photo is still to be taken is where the phone is now', null, onSite],
  ['whose photo was taken there stays there, wherever it is finished', 0, atHome],
])('a draft of half an hour ago %s', async (_, shotAfter, where) => {
  const fixedAt = Date.now() - 30 * minutes
  storeDraft(reportName('a1'), {
    ...emptyReport,
    at: [113.2, 28.1],
    within: 8,
    fixedAt,
    phoneAt: shotAfter === null ? null : new Date(fixedAt + shotAfter).toISOString(),
  })
  standAt(113.3, 28.2, 8)
  stubNetwork({ 'GET /api/classes': { body: [] } })
  draw(<ReportPage account="a1" onMine={vi.fn()} />)
  expect(await screen.findByText(where)).toBeTruthy()
})

test('whoever walks on with the page open is found anew as he takes the photo, and not once more after it', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const pass = (many: number) => vi.setSystemTime(Date.now() + many * minutes)
  standAt(113.2, 28.1, 8)
  stubNetwork({ 'GET /api/classes': { body: [] } })
  const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  await screen.findByText(atHome)
  pass(3)
  standAt(113.3, 28.2, 8)
  await shoot(person)
  await screen.findByText(onSite)
  pass(30)
  standAt(113.4, 28.3, 8)
  document.dispatchEvent(new Event('visibilitychange'))
  expect(await screen.findByText(onSite)).toBeTruthy()
  // Thrown away, it is no photo of there.
  await person.click(screen.getByRole('button', { name: /^去掉照片/ }))
  expect(await screen.findByText('113.40000°E 28.30000°N')).toBeTruthy()
})
