import { expect, test } from 'vitest'
import { bulkActions, mayActOnMany } from './bulk'

const picked = [
  { id: 'a', state: 'dispatched' },
  { id: 'b', state: 'resolved' },
  { id: 'c', state: 'closed' },
] as const

test('an_action_reaches_the_picked_cases_that_stand_where_it_can_be_done', () => {
  expect(bulkActions(picked, () => true)).toEqual([
    { action: 'sign', cases: ['a'] },
    { action: 'dispatch', cases: ['a'] },
    { action: 'supervise', cases: ['a', 'b'] },
    { action: 'close', cases: ['b'] },
    { action: 'handOver', cases: ['b'] },
  ])
})

test('only_what_the_account_may_do_to_one_is_offered_for_many', () => {
  const may = (operation: string) => operation === 'closeCase'
  expect(bulkActions(picked, may)).toEqual([{ action: 'close', cases: ['b'] }])
  expect(mayActOnMany(may)).toBe(true)
  expect(mayActOnMany(() => false)).toBe(false)
})
