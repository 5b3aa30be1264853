import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { json, renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { dateWords } from '@/shared/time/civil-time'
import { CoveragePage } from './coverage-page'
import { MakeShiftPage } from './make-shift'
import { mondayOf, weekOf } from './shift'
import { ShiftsPage } from './shifts-page'

const figures = { metres: 1000, metresSeen: 250, cells: 4, cellsSeen: 1, share: 0.25, cellShare: 0.25 }
const coverage = {
  week: '2026-W47',
  from: '2026-11-16',
  to: '2026-11-22',
  whole: { regionId: 'r1', name: '潞湾街道', figures },
  parts: [{ regionId: 'r2', name: '潞湾社区', figures }],
  streets: [
    { roadId: 'w1', name: '柳荫路', metres: 1000, metresSeen: 250, share: 0.25, lastSeen: '2026-11-18' },
  ],
  missed: [{ kind: 'cell', code: '990101001001003', name: '990101001001003' }],
}

test('a week is written as ISO 8601 writes it', () => {
  expect(mondayOf('2026-11-22')).toBe('2026-11-16')
  expect(weekOf('2026-11-16')).toBe('2026-W47')
  expect(weekOf('2026-12-28')).toBe('2026-W53')
  expect(weekOf('2024-12-30')).toBe('2025-W01')
})

test('a shift stands under its day with who came late, and one that is planned may be called off', async () => {
  const shift = {
    inspectorId: 'i1',
    inspector: '孙巡',
    unit: { id: 'u1', name: '潞湾街道办事处' },
    area: '潞湾街道',
    cells: [],
    stops: [],
  }
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewPatrol', 'planPatrol'),
    'GET /api/patrol/shifts': [
      {
        ...shift,
        id: 's1',
        startsAt: '2026-11-16T00:00:00Z',
        endsAt: '2026-11-16T04:00:00Z',
        startedAt: '2026-11-16T00:15:00Z',
        startHeardAt: '2026-11-16T02:40:00Z',
        attendance: 'late',
      },
      {
        ...shift,
        id: 's2',
        startsAt: '2026-11-17T00:00:00Z',
        endsAt: '2026-11-17T04:00:00Z',
        attendance: 'planned',
      },
    ],
    'POST /api/patrol/shifts/s2/cancel': {},
  })
  renderAt('/patrol/shifts?day=2026-11-18', <ShiftsPage />)
  expect(await screen.findByText(/^上岗 .*10:40 才收到$/)).toBeTruthy()
  expect(screen.getByRole('navigation', { name: '选择周' }).textContent).toContain('2026年第47周')
  const cells = within(await screen.findByRole('row', { name: /^孙巡/ })).getAllByRole('cell')
  expect(cells[0]?.textContent).toContain('迟到')
  expect(cells[0]?.textContent).toContain('实际 08:15–…')
  expect(within(cells[0] as HTMLElement).queryByRole('button')).toBeNull()
  await userEvent.click(within(cells[1] as HTMLElement).getByRole('button', { name: '取消班次' }))
  await userEvent.click(await screen.findByRole('button', { name: '确定取消' }))
  await expect.poll(() => made.some(({ url }) => url.endsWith('/s2/cancel'))).toBe(true)
})

test('a week without shifts says what will stand there', async () => {
  stubNetwork({ 'GET /api/session': sessionOf('viewPatrol'), 'GET /api/patrol/shifts': [] })
  renderAt('/patrol/shifts', <ShiftsPage />)
  expect(await screen.findByText('这一周没有班次')).toBeTruthy()
  expect(screen.queryByRole('link', { name: '安排班次' })).toBeNull()
})

test('the proposed route says why, and a stop that is not wanted is left out', async () => {
  const stop = { kind: 'street', lon: 116.4, lat: 39.9, daysUnseen: 60, cases: 3, score: 66 }
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewPatrol', 'planPatrol'),
    'GET /api/patrol/plans/inspectors': [{ id: 'i1', name: '孙巡', unit: { id: 'u1', name: '潞湾街道' } }],
    'GET /api/patrol/coverage': coverage,
    'GET /api/patrol/shifts/route': {
      stops: [
        { ...stop, code: 'w1', name: '柳荫路' },
        { ...stop, code: 'w2', name: '潞湾大街' },
      ],
    },
    'POST /api/patrol/shifts': { id: 's1' },
  })
  renderAt('/patrol/shifts/new', <MakeShiftPage />)
  expect(await screen.findAllByText('从未巡到 · 诉求 3 件 · 得分 66')).toHaveLength(2)
  await userEvent.click(screen.getByRole('checkbox', { name: '潞湾大街' }))
  await userEvent.click(screen.getByRole('combobox', { name: '巡查员' }))
  await userEvent.click(await screen.findByText('孙巡 · 潞湾街道'))
  await userEvent.click(screen.getByRole('button', { name: '保存班次' }))
  const sent = () => made.find(({ method }) => method === 'POST')
  await expect.poll(sent).toBeTruthy()
  expect(await sent()?.clone().json()).toMatchObject({
    inspectorId: 'i1',
    regionId: 'r1',
    stops: [{ kind: 'street', code: 'w1' }],
  })
})

test('a street of the area is added by its name beside the proposal, and the order is ours', async () => {
  const stop = { kind: 'street', lon: 116.4, lat: 39.9, daysUnseen: 60, cases: 3, score: 66 }
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewPatrol', 'planPatrol'),
    'GET /api/patrol/plans/inspectors': [{ id: 'i1', name: '孙巡', unit: { id: 'u1', name: '潞湾街道' } }],
    'GET /api/patrol/coverage': coverage,
    'GET /api/patrol/shifts/route': (request: Request) =>
      json({
        stops: new URL(request.url).searchParams.get('q')
          ? [{ ...stop, kind: 'cell', code: '990101001001009', name: '990101001001009' }]
          : [
              { ...stop, code: 'w1', name: '柳荫路' },
              { ...stop, code: 'w2', name: '潞湾大街' },
            ],
      }),
    'POST /api/patrol/shifts': { id: 's1' },
  })
  renderAt('/patrol/shifts/new', <MakeShiftPage />)
  await screen.findByRole('checkbox', { name: '柳荫路' })
  await userEvent.type(screen.getByRole('combobox', { name: '添加街道或网格' }), '009')
  await userEvent.click(await screen.findByTitle('990101001001009'))
  expect(await screen.findByRole('checkbox', { name: '990101001001009' })).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '990101001001009提前' }))
  await userEvent.click(screen.getByRole('button', { name: '柳荫路推后' }))
  await userEvent.click(screen.getByRole('combobox', { name: '巡查员' }))
  await userEvent.click(await screen.findByText('孙巡 · 潞湾街道'))
  await userEvent.click(screen.getByRole('button', { name: '保存班次' }))
  const sent = () => made.find(({ method }) => method === 'POST')
  await expect.poll(sent).toBeTruthy()
  expect(await sent()?.clone().json()).toMatchObject({
    stops: [
      { kind: 'cell', code: '990101001001009' },
      { kind: 'street', code: 'w1' },
      { kind: 'street', code: 'w2' },
    ],
  })
})

test('the area of a shift can be just the cells that are ticked', async () => {
  const stop = { kind: 'cell', lon: 116.4, lat: 39.9, daysUnseen: 9, cases: 1, score: 11 }
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewPatrol', 'planPatrol'),
    'GET /api/patrol/plans/inspectors': [{ id: 'i1', name: '孙巡', unit: { id: 'u1', name: '潞湾街道' } }],
    'GET /api/patrol/coverage': coverage,
    'GET /api/patrol/shifts/route': {
      stops: [
        { ...stop, code: '990101001001003', name: '990101001001003' },
        { ...stop, code: '990101001001004', name: '990101001001004' },
      ],
    },
    'POST /api/patrol/shifts': { id: 's1' },
  })
  renderAt('/patrol/shifts/new', <MakeShiftPage />)
  await userEvent.click(screen.getByRole('combobox', { name: '路线按什么排' }))
  await userEvent.click(await screen.findByText('网格'))
  await userEvent.click(await screen.findByRole('checkbox', { name: '990101001001004' }))
  await userEvent.click(screen.getByRole('checkbox', { name: '区域只是勾选的网格' }))
  await userEvent.click(screen.getByRole('combobox', { name: '巡查员' }))
  await userEvent.click(await screen.findByText('孙巡 · 潞湾街道'))
  await userEvent.click(screen.getByRole('button', { name: '保存班次' }))
  const sent = () => made.find(({ method }) => method === 'POST')
  await expect.poll(sent).toBeTruthy()
  expect(await sent()?.clone().json()).toMatchObject({
    regionId: null,
    cells: ['990101001001003'],
    stops: [{ kind: 'cell', code: '990101001001003' }],
  })
})

test('coverage tells shares, the last time, and what was missed', async () => {
  stubNetwork({ 'GET /api/session': sessionOf('viewPatrol'), 'GET /api/patrol/coverage': coverage })
  renderAt('/patrol/coverage?day=2026-11-18', <CoveragePage />)
  const street = await screen.findByRole('row', { name: /柳荫路/ })
  expect(
    within(street)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent),
  ).toEqual(['1,000', '25.0%', dateWords('2026-11-18', new Date())])
  expect(screen.getByRole('table', { name: '本周漏巡 1 处' }).textContent).toContain('从未巡到')
  expect(screen.getByRole('link', { name: '导出表格' }).getAttribute('href')).toBe(
    '/api/patrol/coverage/export?week=2026-W47',
  )
})
