import { expect, test } from 'vitest'
import { inForce, openPeriods, sumOf } from './weights'

const formula = (from: string) => ({
  from,
  response: 0.1,
  solution: 0.5,
  satisfaction: 0.4,
  basicFactor: 0.9,
})

test('three_weights_that_make_a_whole_sum_to_exactly_one', () => {
  expect(sumOf({ response: 0.1, solution: 0.7, satisfaction: 0.2 })).toBe(1)
  expect(sumOf({ response: 0.3333, solution: 0.3333, satisfaction: 0.3334 })).toBe(1)
  expect(sumOf({ response: 0.1, solution: 0.5 })).toBe(0.6)
})

test('a_formula_may_begin_after_what_is_published_and_not_before_this_month', () => {
  expect(openPeriods('2026-12', '2026-11').slice(0, 2)).toEqual(['2027-01', '2027-02'])
  expect(openPeriods('2026-09', '2026-11')[0]).toBe('2026-11')
  expect(openPeriods(null, '2026-11')).toHaveLength(12)
})

test('the_formula_of_a_period_is_the_latest_that_had_begun', () => {
  const formulas = [formula('2024-01'), formula('2026-10')]
  expect(inForce(formulas, '2026-09')?.from).toBe('2024-01')
  expect(inForce(formulas, '2026-11')?.from).toBe('2026-10')
  expect(inForce(formulas, '2023-12')).toBeUndefined()
})
