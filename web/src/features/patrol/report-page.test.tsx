import { screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { keepPhotos, keptPhotos } from '@/shared/photos/kept-photos'
import { recordingOf } from '@/shared/recordings/recording'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { storedDraft } from '@/shared/ui/stored-draft'
import { recordingsName, reportName } from './outbox/mend'
import { store } from './outbox/store'
import { emptyReport } from './report-draft'
import { ReportPage } from './report-page'
import { filed, forgetAll, post, shoot, signedIn, standAt, unit, uploads, write } from './report-stage'

vi.mock('@/shared/map/case-map', () => import('./pointed-map-stage'))

beforeEach(forgetAll)

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

test('a HEIC that the phone can not draw is sent as it is; one too large for that is refused in words, and nothing else is lost', async () => {
  standAt(113.2, 28.1, 8)
  vi.stubGlobal('createImageBitmap', () => Promise.reject(new DOMException('no', 'InvalidStateError')))
  const network = stubNetwork({ ...signedIn, ...uploads, 'GET /api/classes': { body: [] }, [post]: filed })
  const heic = (name: string, megabytes: number) =>
    new File([new Uint8Array(megabytes * 1024 * 1024)], name, { type: 'image/heic' })
  const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  await screen.findByText('误差约 8 米')
  await person.upload(screen.getByLabelText(/拍照/), heic('far.heic', 11))
  expect(screen.getByText(/这张 HEIC 照片 11.0 MB，超过 10 MB.*设置→相机→格式.*兼容性最佳/)).toBeTruthy()
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
  expect(await screen.findByRole('img', { name: 'lamp.jpg' })).toBeTruthy()
  // It has a key by now, and is looked for in the queue: what is not there is not dropped here.
  const key = storedDraft(reportName('a1'), emptyReport).key
  expect(await store.outgoing.get({ key: key ?? '' })).toBeUndefined()
  expect(await keptPhotos(reportName('a1'))).toHaveLength(1)
  expect(screen.getByRole('img', { name: 'lamp.jpg' })).toBeTruthy()
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
