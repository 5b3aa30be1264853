import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { caseRow, json, renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { BoardPage } from './board-page'

const counts = {
  queued: 0,
  dispatched: 0,
  signed: 0,
  suspended: 0,
  resolved: 0,
  closed: 0,
  late: 7,
  asked: 0,
  followUp: 0,
  control: 0,
  abuseSuspected: 0,
  dueToday: 1,
  dueTomorrow: 0,
}

test('each_case_stands_in_its_column_and_opens_beside_the_others_of_it', async () => {
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewCases'),
    'GET /api/units': [
      { id: 'u2', name: '潞湾街道办事处', parentId: null },
      { id: 'u3', name: '潞湾街道城市管理办公室', parentId: 'u2' },
    ],
    'GET /api/cases': (request: Request) => {
      const due = new URL(request.url).searchParams.get('due')
      return json({ items: due === 'today' ? [caseRow({ members: 2 })] : [], counts })
    },
  })
  renderAt('/board?unit=u3', <BoardPage />)
  const today = await screen.findByRole('region', { name: '今天到期 1' })
  const card = await within(today).findByRole('link', { name: /学校西门外没有路灯/ })
  expect(card.getAttribute('href')).toBe('/cases/c1?unit=u3&due=today')
  expect(card.textContent).toContain('主单 2 件')
  expect(within(await screen.findByRole('region', { name: '已超时 7' })).getByText('没有')).toBeTruthy()
  expect(await screen.findByRole('combobox', { name: '承办单位' })).toBeTruthy()
  const asked = made.map(({ url }) => new URL(url)).filter(({ pathname }) => pathname === '/api/cases')
  expect(asked.map(({ searchParams }) => searchParams.get('due')).sort()).toEqual([
    'late',
    'today',
    'tomorrow',
  ])
  expect(asked.every(({ searchParams }) => searchParams.get('unit') === 'u3')).toBe(true)
})

test('what_the_unit_owes_to_whistles_stands_under_the_cases_of_the_column_and_opens_the_whistle', async () => {
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewCases', 'viewWhistles'),
    'GET /api/units': [{ id: 'u2', name: '潞湾街道办事处', parentId: null }],
    'GET /api/cases': { items: [], counts },
    'GET /api/whistles/deadlines': (request: Request) =>
      json({
        items:
          new URL(request.url).searchParams.get('due') === 'late'
            ? [
                {
                  whistleId: 'w1',
                  taskId: 't1',
                  what: 'review',
                  unit: { id: 'u2', name: '潞湾街道办事处' },
                  taskKind: 'build',
                  subject: '路口一片漆黑',
                  placeName: '芦塘路',
                  startedAt: '2026-11-20T08:00:00+08:00',
                  dueAt: '2026-11-21T08:00:00+08:00',
                  level: 2,
                },
              ]
            : [],
        counts: { late: 1, today: 0, tomorrow: 0 },
      }),
  })
  renderAt('/board', <BoardPage />)
  const late = await screen.findByRole('region', { name: '已超时 7' })
  const card = await within(late).findByRole('link', { name: /核验.*路口一片漆黑/ })
  expect(card.getAttribute('href')).toBe('/whistles/w1')
  expect(within(late).getByRole('region', { name: '吹哨 1' })).toBeTruthy()
  expect(
    within(await screen.findByRole('region', { name: '今天到期 1' })).queryByRole('region', { name: /吹哨/ }),
  ).toBeNull()
  expect(made.filter(({ url }) => new URL(url).pathname === '/api/whistles/deadlines').length).toBe(3)
})

test('deadlines_of_whistles_that_could_not_be_asked_for_are_not_shown_as_none', async () => {
  stubNetwork({
    'GET /api/session': sessionOf('viewCases', 'viewWhistles'),
    'GET /api/units': [{ id: 'u2', name: '潞湾街道办事处', parentId: null }],
    'GET /api/cases': { items: [], counts },
    'GET /api/whistles/deadlines': () => json({ type: 'not-allowed', status: 403 }, 403),
  })
  renderAt('/board', <BoardPage />)
  const late = await screen.findByRole('region', { name: '已超时 7' })
  expect(await within(late).findByRole('alert')).toBeTruthy()
  expect(within(late).getByRole('button', { name: '再试一次' })).toBeTruthy()
})

test('who_has_nobody_below_has_no_unit_to_choose', async () => {
  stubNetwork({
    'GET /api/session': sessionOf('viewCases'),
    'GET /api/units': [{ id: 'u2', name: '潞湾街道办事处', parentId: null }],
    'GET /api/cases': { items: [], counts },
  })
  renderAt('/board', <BoardPage />)
  expect((await screen.findAllByText('没有')).length).toBe(3)
  expect(screen.queryByRole('combobox')).toBeNull()
})
