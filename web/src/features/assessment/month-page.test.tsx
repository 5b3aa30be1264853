import { screen, within } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { expect, test } from 'vitest'
import { renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import type { Month, MonthRow } from './month'
import { MonthPages } from './month-pages'

const row = (changes: Partial<MonthRow> = {}): MonthRow => ({
  rank: 1,
  unit: { id: 'u2', name: '潞湾街道' },
  accepted: 120,
  completed: 118,
  valid: 100,
  contacted: 98,
  solved: 94,
  satisfied: 80,
  basicallySatisfied: 10,
  responseRate: 0.98,
  solutionRate: 0.94,
  satisfactionRate: 0.89,
  completionRate: 0.9833,
  composite: 92.4,
  ...changes,
})

const month = (changes: Partial<Month> = {}): Month => ({
  period: '2026-10',
  from: '2026-09-19',
  to: '2026-10-18',
  running: false,
  kind: 'street',
  channels: 'all',
  weights: { response: 0.1, solution: 0.5, satisfaction: 0.4, basicFactor: 0.9, closingDay: 18 },
  rows: [row()],
  summary: row({ rank: null, unit: null }),
  leftOut: [],
  revision: 1,
  published: { revision: 1, at: '2026-10-20T09:00:00+08:00', by: '顾明远', note: '' },
  revisions: [{ revision: 1, at: '2026-10-20T09:00:00+08:00', by: '顾明远', note: '' }],
  changed: false,
  mayPublish: false,
  ...changes,
})

const show = (body: Month) => {
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewAssessment', 'publishAssessment'),
    'GET /api/assessment/periods': { items: [{ period: '2026-10', from: '', to: '', running: false }] },
    'GET /api/assessment/periods/2026-10': body,
  })
  renderAt(
    '/month/2026-10?channels=own',
    <Routes>
      <Route path="/month/*" element={<MonthPages />} />
    </Routes>,
  )
  return made
}

test('every_count_is_a_link_to_its_cases_of_the_revision_that_is_shown', async () => {
  show(month())
  const line = await screen.findByRole('row', { name: /^1 潞湾街道/ })
  const link = within(line).getByRole('link', { name: '潞湾街道：解决数 94 件，看是哪些' })
  expect(link.getAttribute('href')).toBe(
    '/month/2026-10/cases?kind=street&channels=all&measure=solved&unit=u2&revision=1',
  )
  expect(within(line).getAllByRole('link')).toHaveLength(7)
})

test('what_counts_in_no_number_is_told_by_reason_and_leads_to_its_cases', async () => {
  show(
    month({
      leftOut: [
        { why: 'split', count: 2 },
        { why: 'legalPath', count: 5 },
      ],
    }),
  )
  const section = await screen.findByRole('heading', { name: '不计入考核' })
  const links = within(section.parentElement as HTMLElement).getAllByRole('link')
  expect(links.map(({ textContent }) => textContent)).toEqual([
    '已拆分，各部分分别计入 2 件',
    '已告知法定途径 5 件',
  ])
  expect(links[1]?.getAttribute('href')).toBe(
    '/month/2026-10/cases?kind=street&channels=all&measure=leftOut&why=legalPath&revision=1',
  )
})

test('the_list_of_what_does_not_count_says_why_of_each_case', async () => {
  stubNetwork({
    'GET /api/session': sessionOf('viewAssessment'),
    'GET /api/units': [],
    'GET /api/assessment/periods/2026-10/cases': {
      items: [
        {
          id: 'c1',
          number: '20261010-0000123-8',
          unit: { id: 'u2', name: '潞湾街道' },
          receivedAt: '2026-10-10T09:00:00+08:00',
          why: 'legalPath',
        },
      ],
      hidden: 0,
    },
  })
  renderAt(
    '/month/2026-10/cases?measure=leftOut&why=legalPath',
    <Routes>
      <Route path="/month/*" element={<MonthPages />} />
    </Routes>,
  )
  const line = await screen.findByRole('row', { name: /20261010-0000123-8/ })
  expect(within(line).getByText('已告知法定途径')).toBeTruthy()
  expect(screen.getByRole('heading', { name: /^2026年10月 · .*不计入考核$/ })).toBeTruthy()
})

test('rates_are_told_with_one_decimal_and_the_composite_too', async () => {
  show(month())
  const line = await screen.findByRole('row', { name: /^1 潞湾街道/ })
  const cells = within(line)
    .getAllByRole('cell')
    .map(({ textContent }) => textContent)
  expect(cells.slice(1, 6)).toEqual(['92.4', '98.0%', '94.0%', '89.0%', '98.3%'])
})

test('publishing_is_offered_to_whom_the_server_names_when_the_figures_have_changed', async () => {
  show(month({ changed: true, mayPublish: true }))
  expect(await screen.findByRole('button', { name: '公布更正' })).toBeTruthy()
})

test('publishing_is_not_offered_to_others_nor_while_nothing_has_changed', async () => {
  show(month({ changed: true }))
  await screen.findByRole('table')
  expect(screen.queryByRole('button', { name: /公布/ })).toBeNull()
})

test('a_published_month_without_change_has_nothing_to_publish', async () => {
  show(month({ mayPublish: true }))
  await screen.findByRole('table')
  expect(screen.queryByRole('button', { name: /公布/ })).toBeNull()
})

test('who_may_not_see_all_cases_of_a_number_is_told_how_many_there_are_besides', async () => {
  stubNetwork({
    'GET /api/session': sessionOf('viewAssessment'),
    'GET /api/units': [],
    'GET /api/assessment/periods/2026-10/cases': {
      items: [
        {
          id: 'c1',
          number: '20261010-0000123-8',
          unit: { id: 'u2', name: '潞湾街道' },
          receivedAt: '2026-10-10T09:00:00+08:00',
        },
      ],
      hidden: 3,
    },
  })
  renderAt(
    '/month/2026-10/cases?measure=solved',
    <Routes>
      <Route path="/month/*" element={<MonthPages />} />
    </Routes>,
  )
  expect(await screen.findByRole('link', { name: '20261010-0000123-8' })).toBeTruthy()
  expect(screen.getByText('另有 3 件由其他单位承办，您不能查看。')).toBeTruthy()
})
