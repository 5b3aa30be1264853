import { screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { keepPhotos } from '@/shared/photos/kept-photos'
import { recordingOf } from '@/shared/recordings/recording'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { jpeg } from '@/shared/testing/uploads'
import { keepSome } from './area/some-components'
import { recordingsName, reportName } from './outbox/mend'
import { store } from './outbox/store'
import { ReportPage } from './report-page'

vi.mock('@/shared/map/case-map', () => ({
  CaseMap: ({ onPick }: { onPick: (at: [number, number]) => void }) => (
    <button type="button" onClick={() => onPick([113.25, 28.15])}>
      点图
    </button>
  ),
}))

const post = 'POST /api/patrol/reports'
const code = '99010101018000007'
const unit = { id: 'u1', name: '潞湾街道城市管理办公室' }

beforeEach(async () => {
  await store.outgoing.clear()
  await store.photos.clear()
  await keepPhotos('patrol-report-a1', [])
  await keepPhotos(recordingsName(reportName('a1')), [])
})

const signedIn = { 'GET /api/session': { body: { account: { id: 'a1' } } } }
const uploads = { 'POST /api/uploads': { status: 201, body: { id: 'photo-1' } } }

const standAt = (longitude: number, latitude: number, accuracy: number) => {
  vi.stubGlobal('isSecureContext', true)
  vi.stubGlobal('navigator', {
    ...navigator,
    onLine: true,
    geolocation: {
      watchPosition: (found: (position: unknown) => void) => {
        queueMicrotask(() => found({ coords: { longitude, latitude, accuracy } }))
        return 1
      },
      clearWatch: () => undefined,
    },
  })
}

const shoot = (person: ReturnType<typeof draw>['person']) =>
  person.upload(screen.getByLabelText(/拍照/), jpeg())

const write = async (person: ReturnType<typeof draw>['person']) => {
  await shoot(person)
  await person.type(screen.getByLabelText('是什么问题'), '绿化带下沉')
  await person.click(screen.getByRole('button', { name: '上报' }))
}

test('a photo, a line and the position become a case, and the unit is told at once', async () => {
  standAt(113.2, 28.1, 8)
  const network = stubNetwork({
    ...signedIn,
    ...uploads,
    'GET /api/classes': { body: [] },
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
  expect(await screen.findByText('误差约 8 米')).toBeTruthy()
  await write(person)
  expect(await screen.findByRole('heading', { level: 1, name: `已立案，派给${unit.name}` })).toBeTruthy()
  expect(screen.getByText('20261121-0000124-4')).toBeTruthy()
  const [sent] = network.to(post)
  expect(sent?.body).toMatchObject({
    text: '绿化带下沉',
    lon: 113.2,
    lat: 28.1,
    accuracyMetres: 8,
    attachments: ['photo-1'],
    seal: expect.stringMatching(/^[0-9a-f]{64}$/),
    foundAt: expect.stringMatching(/Z$/),
  })
  expect(sent?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/)
})

test('what could not be filed by rule says that a person decides', async () => {
  standAt(113.2, 28.1, 8)
  stubNetwork({
    ...signedIn,
    ...uploads,
    'GET /api/classes': { body: [] },
    [post]: {
      status: 201,
      body: { number: '20261121-0000124-4', caseId: 'c', dispatch: { state: 'queued', unit, reasons: [] } },
    },
  })
  const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  await screen.findByText('误差约 8 米')
  await write(person)
  expect(await screen.findByRole('heading', { level: 1, name: '已收到，等人核定' })).toBeTruthy()
})

test('a recording without a word is sent, told to wait for somebody who listens; with neither nothing is sent', async () => {
  standAt(113.2, 28.1, 8)
  const network = stubNetwork({
    ...signedIn,
    ...uploads,
    'GET /api/classes': { body: [] },
    [post]: {
      status: 201,
      body: {
        number: '20261121-0000124-4',
        caseId: 'c',
        dispatch: {
          state: 'queued',
          unit,
          reasons: [{ code: 'only-voice', text: '只有录音，请听后登记。' }],
        },
      },
    },
  })
  const silent = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  await screen.findByText('误差约 8 米')
  await silent.person.click(screen.getByRole('button', { name: '上报' }))
  expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toContain(
    '请写一句话，或者录音。',
  )
  silent.unmount()

  await keepPhotos(recordingsName(reportName('a1')), [
    recordingOf([new Blob([new Uint8Array([1, 2, 3])])], 'audio/webm', 3),
  ])
  const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  expect(await screen.findByText(/没有文字也可以上报/)).toBeTruthy()
  await screen.findByText('误差约 8 米')
  await shoot(person)
  await person.click(screen.getByRole('button', { name: '上报' }))
  expect(await screen.findByRole('heading', { level: 1, name: '已收到，等人核定' })).toBeTruthy()
  expect(screen.getByText('只有录音，请听后登记。')).toBeTruthy()
  expect(network.to(post).map(({ body }) => body)).toMatchObject([
    {
      text: '',
      attachments: ['photo-1'],
      recordings: ['photo-1'],
      seal: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  ])
})

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

const refusePosition = () => {
  vi.stubGlobal('isSecureContext', true)
  vi.stubGlobal('navigator', {
    ...navigator,
    onLine: true,
    geolocation: {
      watchPosition: (_: unknown, failed: (fault: { code: number }) => void) => {
        queueMicrotask(() => failed({ code: 1 }))
        return 1
      },
      clearWatch: () => undefined,
    },
  })
}

const filed = {
  status: 201,
  body: { number: 'N-1', caseId: 'c', dispatch: { state: 'dispatched', unit, reasons: [] } },
}

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

test('a HEIC that the phone can not draw is sent as it is; one too large for that is refused in words, and nothing else is lost', async () => {
  standAt(113.2, 28.1, 8)
  vi.stubGlobal('createImageBitmap', () => Promise.reject(new DOMException('no', 'InvalidStateError')))
  const network = stubNetwork({ ...signedIn, ...uploads, 'GET /api/classes': { body: [] }, [post]: filed })
  const heic = (name: string, megabytes: number) =>
    new File([new Uint8Array(megabytes * 1024 * 1024)], name, { type: 'image/heic' })
  const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  await screen.findByText('误差约 8 米')
  await person.upload(screen.getByLabelText(/拍照/), heic('far.heic', 11))
  expect(screen.getByText(/这张照片 11.0 MB，超过 10 MB/)).toBeTruthy()
  await person.upload(screen.getByLabelText(/拍照/), heic('near.heic', 2))
  await person.type(screen.getByLabelText('是什么问题'), '绿化带下沉')
  await person.click(screen.getByRole('button', { name: '上报' }))
  expect(network.to(post)).toEqual([])
  expect(screen.getByLabelText('是什么问题')).toHaveProperty('value', '绿化带下沉')
  await person.click(screen.getByRole('button', { name: '去掉照片 far.heic' }))
  const kept = vi.spyOn(store, 'add')
  await person.click(screen.getByRole('button', { name: '上报' }))
  await screen.findByRole('heading', { level: 1, name: `已立案，派给${unit.name}` })
  expect(kept.mock.calls[0]?.[1]).toMatchObject([{ type: 'image/heic' }])
  expect(kept.mock.calls[0]?.[1][0]?.bytes.byteLength).toBe(2 * 1024 * 1024)
})

test('without a network it is safe on the phone, said so, and the next can be written', async () => {
  standAt(113.2, 28.1, 8)
  stubNetwork({
    'GET /api/classes': { body: [] },
    'GET /api/session': { offline: true },
    'POST /api/patrol/reports/twins': { offline: true },
  })
  const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  await screen.findByText('误差约 8 米')
  await person.type(screen.getByLabelText('是什么问题'), '沉')
  const looked = (await screen.findByText(/没能查是否已有人报过/, undefined, { timeout: 5_000 })).textContent
  await person.clear(screen.getByLabelText('是什么问题'))
  await write(person)
  expect(await screen.findByRole('heading', { level: 1, name: '已存在手机里' })).toBeTruthy()
  expect(looked).toContain('没能查是否已有人报过')
  expect(await store.unsent('a1')).toMatchObject([{ state: 'waiting', content: { text: '绿化带下沉' } }])
  expect(await store.photos.count()).toBe(1)
  await person.click(screen.getByRole('button', { name: '再报一件' }))
  expect(screen.getByLabelText('是什么问题')).toHaveProperty('value', '')
  await keepPhotos('nobody', [])
  expect(screen.getByText('0 / 9 张')).toBeTruthy()
})

test('what the server does not take is told in its words', async () => {
  standAt(2.35, 48.85, 8)
  stubNetwork({
    ...signedIn,
    ...uploads,
    'GET /api/classes': { body: [] },
    [post]: { status: 422, body: { type: '/problems/outside-the-city', title: '位置不在本市。' } },
  })
  const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  await screen.findByText('误差约 8 米')
  await write(person)
  expect(await screen.findByRole('heading', { level: 1, name: '没有收下，要您处理' })).toBeTruthy()
  expect(screen.getByText('位置不在本市。')).toBeTruthy()
})

test('a full phone keeps the page as it is, and what is typed outlives a reload for the same inspector only', async () => {
  standAt(113.2, 28.1, 8)
  stubNetwork({ 'GET /api/classes': { body: [] } })
  vi.spyOn(store, 'add').mockRejectedValue(new DOMException('full', 'QuotaExceededError'))
  const { person, unmount } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  await screen.findByText('误差约 8 米')
  await write(person)
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('没有存下来'))
  unmount()
  const again = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  expect(screen.getByLabelText('是什么问题')).toHaveProperty('value', '绿化带下沉')
  again.unmount()
  draw(<ReportPage account="a2" onMine={vi.fn()} />)
  expect(screen.getByLabelText('是什么问题')).toHaveProperty('value', '')
})

test('what was sent from another tab is gone from this one, photos and all', async () => {
  standAt(113.2, 28.1, 8)
  stubNetwork({ ...signedIn, ...uploads, 'GET /api/classes': { body: [] } })
  const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  await shoot(person)
  await person.type(screen.getByLabelText('是什么问题'), '绿化带下沉')
  expect(await screen.findByRole('img', { name: /photo|jpg/ })).toBeTruthy()
  // As the other tab leaves it: the draft is dropped.
  const key = `jiban.draft.${reportName('a1')}`
  localStorage.removeItem(key)
  dispatchEvent(new StorageEvent('storage', { key, newValue: null, storageArea: localStorage }))
  await waitFor(() => expect(screen.getByLabelText('是什么问题')).toHaveProperty('value', ''))
  expect(screen.queryByRole('img', { name: /photo|jpg/ })).toBeNull()
})

test('a report without a photo, or with too coarse a fix, says so and is not sent', async () => {
  standAt(113.2, 28.1, 140)
  const network = stubNetwork({ 'GET /api/classes': { body: [] } })
  const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  await screen.findByText('误差约 140 米')
  await person.type(screen.getByLabelText('是什么问题'), '绿化带下沉')
  await person.click(screen.getByRole('button', { name: '上报' }))
  const faults = screen.getAllByRole('alert').map(({ textContent }) => textContent)
  expect(faults).toEqual(['请拍一张照片。', expect.stringContaining('误差较大')])
  expect(network.to(post)).toEqual([])
})

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

const twin = {
  caseId: 'lead',
  number: '20261121-0000007-1',
  className: '路面塌陷',
  unitName: unit.name,
  receivedAt: '2026-11-21T02:00:00Z',
  metres: 12,
  score: 90,
  reasons: [{ code: 'same-class', text: '同一类别（60分）' }],
}

test('what is known near by is shown before sending, and one touch sends the report to it', async () => {
  standAt(113.2, 28.1, 8)
  const network = stubNetwork({
    ...signedIn,
    ...uploads,
    'GET /api/classes': { body: [] },
    'POST /api/patrol/reports/twins': { body: { metres: 50, items: [twin] } },
    [post]: {
      status: 201,
      body: {
        number: '20261121-0000124-4',
        caseId: 'c',
        dispatch: { state: 'dispatched', unit, reasons: [] },
        known: { number: twin.number, joined: true },
      },
    },
  })
  const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  await screen.findByText('误差约 8 米')
  await shoot(person)
  await person.type(screen.getByLabelText('是什么问题'), '绿化带下沉')
  expect(await screen.findByText(`${twin.number}，离您 12 米`, undefined, { timeout: 5_000 })).toBeTruthy()
  expect(screen.getByText('同一类别（60分）')).toBeTruthy()
  await person.click(screen.getByRole('button', { name: '就是这一件，并进去' }))
  expect(screen.getByText(`将并入 ${twin.number}`)).toBeTruthy()
  await person.click(screen.getByRole('button', { name: '上报' }))
  expect(await screen.findByRole('heading', { level: 1, name: `已并入 ${twin.number}` })).toBeTruthy()
  expect(network.to(post)[0]?.body).toMatchObject({ knownCase: 'lead' })
  expect(network.to('POST /api/patrol/reports/twins').at(-1)?.body).toEqual({
    lon: 113.2,
    lat: 28.1,
    text: '绿化带下沉',
  })
})

test('what the class needs is shown before sending, also kept for the hours without a network, and what was measured goes along', async () => {
  standAt(113.2, 28.1, 8)
  const general = {
    code: 'general',
    words: '有定位、有照片',
    wordsEn: 'Position and photo',
    needsPin: true,
    needsComponent: false,
    minPhotos: 1,
    minClassPermille: 600,
    sizes: [],
    allSizes: true,
    urgency: null,
    version: 1,
  }
  const network = stubNetwork({
    ...signedIn,
    ...uploads,
    'GET /api/classes': { body: [{ code: '0405', name: '市政道路破损', nameEn: 'Roads', parentCode: '04' }] },
    'GET /api/filing-conditions': {
      body: [
        general,
        {
          ...general,
          code: '0405',
          words: '坑槽深度超过2厘米，且面积超过0.1平方米',
          sizes: [
            { dimension: 'depth', value: 20, over: true },
            { dimension: 'area', value: 1000, over: true },
          ],
        },
      ],
    },
    [post]: {
      status: 201,
      body: { number: 'N-1', caseId: 'c', dispatch: { state: 'dispatched', unit, reasons: [] } },
    },
  })
  const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  expect(await screen.findByText('有定位、有照片')).toBeTruthy()
  expect(screen.getByText(/没有选类别/)).toBeTruthy()
  await person.type(screen.getByPlaceholderText('找类别，例如：井盖'), '道路')
  await person.click(await screen.findByRole('button', { name: '市政道路破损' }))
  expect(await screen.findByText('坑槽深度超过2厘米，且面积超过0.1平方米')).toBeTruthy()
  await shoot(person)
  await person.type(screen.getByLabelText(/深度、沉降或高差/), '30')
  expect(screen.getByText(/还不满足/)).toBeTruthy()
  await person.type(screen.getByLabelText(/面积/), '2500')
  expect(await screen.findByText(/满足立案条件/)).toBeTruthy()
  await person.type(screen.getByLabelText('是什么问题'), '坑')
  await person.click(screen.getByRole('button', { name: '上报' }))
  await waitFor(() =>
    expect(network.to(post)[0]?.body).toMatchObject({
      classCode: '0405',
      sizes: [
        { dimension: 'depth', value: 30 },
        { dimension: 'area', value: 2500 },
      ],
    }),
  )
})
