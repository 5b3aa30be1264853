import { expect, test } from 'vitest'
import { halfYear, part } from './figures'

test('half_a_year_begins_with_the_first_day_of_a_month_also_over_the_turn_of_the_year', () => {
  expect(halfYear(new Date('2026-11-20T15:04:00+08:00'))).toEqual({ from: '2026-06-01', to: '2026-11-20' })
  expect(halfYear(new Date('2026-12-31T16:30:00Z'))).toEqual({ from: '2026-08-01', to: '2027-01-01' })
})

test('nothing_of_nothing_is_no_share', () => {
  expect(part(0, 0)).toBeUndefined()
  expect(part(1, 4)).toBe(0.25)
})
