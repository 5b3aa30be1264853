import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Route, Routes } from 'react-router'
import { expect, test } from 'vitest'
import type { Operation } from '@/shared/api/types'
import { casePage, caseRow, renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { WorkList } from './work-list'

const counts = {
  queued: 1,
  dispatched: 2,
  signed: 3,
  suspended: 0,
  resolved: 4,
  closed: 5,
  late: 6,
  asked: 0,
  followUp: 0,
  control: 2,
  abuseSuspected: 0,
  dueToday: 0,
  dueTomorrow: 0,
  reinspection: 1,
  alarmed: 0,
  supervised: 0,
  handedOver: 0,
  toContact: 2,
}

const show = (address: string, items = [caseRow()], operations: Operation[] = ['viewCases']) => {
  const made = stubNetwork({
    'GET /api/session': sessionOf(...operations),
    'GET /api/cases/c2': casePage({ id: 'c2' }),
    'GET /api/cases': { items, counts },
  })
  renderAt(
    address,
    <Routes>
      <Route path="/cases/*" element={<WorkList />} />
    </Routes>,
  )
  return made
}
const asked = (made: Request[]) =>
  made.filter(({ url }) => url.includes('/api/cases')).map(({ url }) => new URL(url).searchParams.toString())

test('the_filter_in_the_address_is_the_question_to_the_server', async () => {
  const made = show('/cases?state=signed&due=late&own=true')
  await screen.findByRole('link', { name: /学校西门外没有路灯/ })
  expect(asked(made)).toEqual(['state=signed&due=late&own=true&limit=50'])
})

test('a_stage_shows_its_count_and_narrows_the_list', async () => {
  const made = show('/cases')
  await userEvent.click(await screen.findByRole('button', { name: /办理中.*3/ }))
  await expect.poll(() => asked(made).at(-1)).toBe('state=signed&limit=50')
})

test('what_waits_for_a_second_look_is_found_apart', async () => {
  const made = show('/cases', [caseRow({ state: 'resolved', awaitsReinspection: true })])
  await userEvent.click(await screen.findByRole('button', { name: /待复查.*1/ }))
  await expect.poll(() => asked(made).at(-1)).toBe('reinspection=true&limit=50')
  expect(within(await screen.findByRole('table')).getByText('待复查')).toBeTruthy()
})

test('whose_requester_only_those_above_may_contact_is_found_apart', async () => {
  const made = show('/cases', [caseRow({ state: 'signed', confidential: true })])
  await userEvent.click(await screen.findByRole('button', { name: /保密待联系.*2/ }))
  await expect.poll(() => asked(made).at(-1)).toBe('toContact=true&limit=50')
  const tab = screen.getByRole('button', { name: /保密待联系/ })
  expect(tab.getAttribute('aria-pressed')).toBe('true')
  await userEvent.click(screen.getByRole('button', { name: /全部/ }))
  expect(tab.getAttribute('aria-pressed')).toBe('false')
})

test('export_is_offered_only_to_those_who_may', async () => {
  show('/cases')
  await screen.findByRole('table')
  expect(screen.queryByRole('link', { name: '导出' })).toBeNull()
})

test('export_takes_the_filter_with_it', async () => {
  show('/cases?kind=help', [caseRow()], ['viewCases', 'exportCases'])
  const link = await screen.findByRole('link', { name: '导出' })
  expect(link.getAttribute('href')).toBe('/api/cases/export?kind=help')
})

test('j_and_k_walk_the_rows_and_slash_goes_to_the_search', async () => {
  show('/cases', [caseRow(), caseRow({ id: 'c2', summary: '井盖缺了一块' })])
  const rows = await screen.findAllByRole('link')
  await userEvent.keyboard('j')
  expect(document.activeElement).toBe(rows[0])
  await userEvent.keyboard('j')
  expect(document.activeElement).toBe(rows[1])
  await userEvent.keyboard('k')
  expect(document.activeElement).toBe(rows[0])
  await userEvent.keyboard('/')
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: '查编号、电话或文字' }))
})

test('enter_opens_a_case_enter_again_leads_into_it_and_escape_back_to_its_row', async () => {
  show('/cases', [caseRow(), caseRow({ id: 'c2', summary: '井盖缺了一块' })])
  await screen.findAllByRole('link')
  await userEvent.keyboard('jj{Enter}')
  const page = await screen.findByRole('region', { name: /^诉求 / })
  const row = screen.getByRole('link', { name: /井盖缺了一块/ })
  expect(document.activeElement).toBe(row)
  await userEvent.keyboard('{Enter}')
  expect(document.activeElement).toBe(page)
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByRole('region', { name: /^诉求 / })).toBeNull()
  expect(document.activeElement).toBe(row)
})

test('an_emergency_is_said_in_words_not_in_colour', async () => {
  show('/cases', [caseRow({ urgency: 'emergency' })])
  const table = await screen.findByRole('table')
  expect(within(table).getByText('突发')).toBeTruthy()
})

test('an_empty_list_says_why_and_what_to_do', async () => {
  show('/cases?q=xyz', [])
  expect(await screen.findByText('没有符合条件的诉求')).toBeTruthy()
})

test('an_empty_tab_does_not_say_that_the_unit_has_nothing', async () => {
  show('/cases?supervised=true', [])
  expect(await screen.findByText('这一栏没有诉求')).toBeTruthy()
  expect(screen.queryByText(/没有要办的诉求/)).toBeNull()
})

test('marks_say_how_a_case_stands_to_others', async () => {
  show('/cases', [
    caseRow({ members: 3, repeat: true, confidential: true, abuseSuspected: true, assisting: true }),
  ])
  const link = await screen.findByRole('link', { name: /学校西门外没有路灯/ })
  expect(link.textContent).toBe('主单 3 件重复保密疑似占线协办学校西门外没有路灯')
})

test('what_a_person_has_to_look_at_has_a_tab_only_when_there_is_some', async () => {
  const made = show('/cases')
  await userEvent.click(await screen.findByRole('button', { name: /待抽查.*2/ }))
  await expect.poll(() => asked(made).at(-1)).toBe('control=due&limit=50')
  expect(screen.queryByRole('button', { name: /疑似占线/ })).toBeNull()
})

test('several_are_signed_at_once_and_the_refused_one_says_why', async () => {
  const rows = [
    caseRow({ state: 'dispatched' }),
    caseRow({ id: 'c2', number: '20261120-0000124-2', state: 'dispatched' }),
  ]
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewCases', 'signCase'),
    'GET /api/cases': { items: rows, counts },
    'POST /api/cases/many': {
      done: 1,
      results: [
        { id: 'c1', number: rows[0]?.number },
        { id: 'c2', number: rows[1]?.number, problem: 'already-signed', why: '已经有人签收。', whyEn: '' },
      ],
    },
  })
  renderAt(
    '/cases',
    <Routes>
      <Route path="/cases/*" element={<WorkList />} />
    </Routes>,
  )
  await userEvent.click(await screen.findByRole('button', { name: '批量办理' }))
  await userEvent.click(await screen.findByRole('checkbox', { name: '选择已显示的全部诉求' }))
  await userEvent.click(screen.getByRole('button', { name: '签收 2 件' }))
  await userEvent.click(screen.getAllByRole('button', { name: '签收 2 件' })[1] as HTMLElement)
  const report = await screen.findByRole('region', { name: '办理结果' })
  expect(report.textContent).toContain('已完成 1 件')
  expect(report.textContent).toContain('已经有人签收。')
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({
    action: 'sign',
    cases: ['c1', 'c2'],
  })
})
