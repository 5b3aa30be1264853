import { expect, test } from 'vitest'
import { daysOf, isWorking, kindOf, turn, weekday, workingDays } from './year'

const marked = (isOff: boolean, name: string, ...days: string[]) =>
  days.map((day) => ({ date: `2026-${day}`, isOff, name }))

const span = (month: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `${month}-${String(from + index).padStart(2, '0')}`)

// The official list of 2026 (rules.md §7).
const official = [
  ...marked(true, '元旦', ...span('01', 1, 3)),
  ...marked(true, '春节', ...span('02', 15, 23)),
  ...marked(true, '清明节', ...span('04', 4, 6)),
  ...marked(true, '劳动节', ...span('05', 1, 5)),
  ...marked(true, '端午节', ...span('06', 19, 21)),
  ...marked(true, '中秋节', ...span('09', 25, 27)),
  ...marked(true, '国庆节', ...span('10', 1, 7)),
  ...marked(false, '调休', '01-04', '02-14', '02-28', '05-09', '09-20', '10-10'),
]
official.sort((a, b) => a.date.localeCompare(b.date))
const markOf = (date: string, days = official) => days.find((day) => day.date === date)

test('the_year_2026_has_248_working_days', () => {
  expect(workingDays(2026, official)).toBe(248)
})

test('a_year_without_a_list_follows_the_weekday', () => {
  expect(workingDays(2027, [])).toBe(261)
})

test('a_saturday_that_is_made_up_is_a_working_day', () => {
  expect(weekday('2026-02-14')).toBe(6)
  expect(kindOf('2026-02-14', markOf('2026-02-14'))).toBe('madeWork')
  expect(isWorking(kindOf('2026-02-16', markOf('2026-02-16')))).toBe(false)
})

test('a_plain_day_turned_twice_has_no_mark_again', () => {
  const once = turn('2026-11-20', official, '休息')
  expect(markOf('2026-11-20', once)).toEqual({ date: '2026-11-20', isOff: true, name: '休息' })
  expect(turn('2026-11-20', once, '休息')).toEqual(official)
})

test('a_listed_holiday_on_a_weekend_turned_to_work_is_marked_as_work', () => {
  const once = turn('2026-01-03', official, '调休')
  expect(kindOf('2026-01-03', markOf('2026-01-03', once))).toBe('madeWork')
  expect(markOf('2026-01-03', turn('2026-01-03', once, '休息'))).toBeUndefined()
})

test('february_of_a_leap_year_has_29_days', () => {
  expect(daysOf(2024, 2)).toHaveLength(29)
})
