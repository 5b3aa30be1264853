import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Route, Routes } from 'react-router'
import { expect, test } from 'vitest'
import type { Operation } from '@/shared/api/types'
import { caseRow, renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
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
}

const show = (address: string, items = [caseRow()], operations: Operation[] = ['viewCases']) => {
  const made = stubNetwork({
    'GET /api/session': sessionOf(...operations),
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

test('an_emergency_is_said_in_words_not_in_colour', async () => {
  show('/cases', [caseRow({ urgency: 'emergency' })])
  const table = await screen.findByRole('table')
  expect(within(table).getByText('突发')).toBeTruthy()
})

test('an_empty_list_says_why_and_what_to_do', async () => {
  show('/cases?q=xyz', [])
  expect(await screen.findByText('没有符合条件的诉求')).toBeTruthy()
})
