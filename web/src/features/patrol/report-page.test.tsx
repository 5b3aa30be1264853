import { screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { jpeg, stubUploads } from '@/shared/testing/uploads'
import { ReportPage } from './report-page'

const post = 'POST /api/patrol/reports'
const unit = { id: 'u1', name: '潞湾街道城市管理办公室' }

beforeEach(() => stubUploads(() => ({ status: 201, body: { id: 'photo-1' } })))

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
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe(`已立案，派给${unit.name}`)
  expect(screen.getByText('20261121-0000124-4')).toBeTruthy()
  expect(network.to(post).map(({ body }) => body)).toEqual([
    { text: '绿化带下沉', lon: 113.2, lat: 28.1, accuracyMetres: 8, attachments: ['photo-1'] },
  ])
  expect(network.to(post)[0]?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/)
})

test('what could not be filed by rule says that a person decides', async () => {
  standAt(113.2, 28.1, 8)
  stubNetwork({
    'GET /api/classes': { body: [] },
    [post]: {
      status: 201,
      body: { number: '20261121-0000124-4', caseId: 'c', dispatch: { state: 'queued', unit, reasons: [] } },
    },
  })
  const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  await screen.findByText('误差约 8 米')
  await write(person)
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('已收到，等人核定')
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

test('a refusal keeps the line, over a reload as well, but only for the same inspector', async () => {
  standAt(113.2, 28.1, 8)
  stubNetwork({ 'GET /api/classes': { body: [] }, [post]: { offline: true } })
  const { person, unmount } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  await screen.findByText('误差约 8 米')
  await write(person)
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('还没有上报'))
  unmount()
  const again = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  expect(screen.getByLabelText('是什么问题')).toHaveProperty('value', '绿化带下沉')
  again.unmount()
  draw(<ReportPage account="a2" onMine={vi.fn()} />)
  expect(screen.getByLabelText('是什么问题')).toHaveProperty('value', '')
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
