import { expect, test } from 'vitest'
import { daysOf, isWorking, kindOf, toggle, weekday, workingDays } from './year'

// The official list of 2026 (rules.md §7).
const official = {
  off: [
    ...['01-01', '01-02', '01-03'],
    ...Array.from({ length: 9 }, (_, index) => `02-${15 + index}`),
    ...['04-04', '04-05', '04-06', '05-01', '05-02', '05-03', '05-04', '05-05', '06-19', '06-20', '06-21'],
    ...['09-25', '09-26', '09-27'],
    ...Array.from({ length: 7 }, (_, index) => `10-0${index + 1}`),
  ].map((day) => `2026-${day}`),
  on: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'].map((day) => `2026-${day}`),
}

test('the_year_2026_has_248_working_days', () => {
  expect(workingDays(2026, official)).toBe(248)
})

test('a_year_without_a_list_follows_the_weekday', () => {
  expect(workingDays(2027, { off: [], on: [] })).toBe(261)
})

test('a_saturday_that_is_made_up_is_a_working_day', () => {
  expect(weekday('2026-02-14')).toBe(6)
  expect(kindOf('2026-02-14', official)).toBe('madeWork')
  expect(isWorking(kindOf('2026-02-16', official))).toBe(false)
})

test('a_day_turned_twice_is_what_it_was', () => {
  const once = toggle('2026-11-20', official)
  expect(isWorking(kindOf('2026-11-20', once))).toBe(false)
  expect(isWorking(kindOf('2026-11-20', toggle('2026-11-20', once)))).toBe(true)
})

test('a_listed_weekend_day_off_turned_on_and_off_rests_again', () => {
  const on = toggle('2026-01-03', official)
  expect(kindOf('2026-01-03', on)).toBe('madeWork')
  expect(kindOf('2026-01-03', toggle('2026-01-03', on))).toBe('rest')
})

test('february_of_a_leap_year_has_29_days', () => {
  expect(daysOf(2024, 2)).toHaveLength(29)
})
