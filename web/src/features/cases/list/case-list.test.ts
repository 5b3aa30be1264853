import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { casePage, caseRow } from '@/shared/testing/stage'
import { bringUpToDate } from './case-list'

const listOf = (counts: object | null, ids: string[]) => ({
  pageParams: [''],
  pages: [{ items: ids.map((id) => caseRow({ id, state: 'dispatched' })), counts, next: null }],
})

test('after_ones_own_act_the_row_stays_and_the_tabs_count_the_case_where_it_stands_now', () => {
  const queries = new QueryClient()
  const counts = { dispatched: 2, signed: 3, resolved: 4 }
  queries.setQueryData(['case-list', { state: 'dispatched' }], listOf(counts, ['c1', 'c2']))
  queries.setQueryData(['case-list', { state: 'resolved' }], listOf(counts, ['c3']))
  queries.setQueryData(['case-list', {}], listOf(null, ['c2']))

  bringUpToDate(queries, casePage({ id: 'c2', state: 'signed' }))
  // Of the same state again nothing is counted twice.
  bringUpToDate(queries, casePage({ id: 'c2', state: 'signed' }))

  const [page] =
    queries.getQueryData<ReturnType<typeof listOf>>(['case-list', { state: 'dispatched' }])?.pages ?? []
  expect(page?.counts).toEqual({ dispatched: 1, signed: 4, resolved: 4 })
  expect(page?.items.map(({ id, state }) => [id, state])).toEqual([
    ['c1', 'dispatched'],
    ['c2', 'signed'],
  ])
  const elsewhere = queries.getQueryData<ReturnType<typeof listOf>>(['case-list', { state: 'resolved' }])
  expect(elsewhere?.pages[0]?.counts).toEqual(counts)
  const uncounted = queries.getQueryData<ReturnType<typeof listOf>>(['case-list', {}])
  expect(uncounted?.pages[0]?.counts).toBe(null)
})
