import { expect, test } from 'vitest'
import { band, lengthOf } from './ladder'

const hour = 3_600_000
const at = (hours: number) => new Date(Date.UTC(2026, 10, 20, 0) + hours * hour).toISOString()
const now = (hours: number) => new Date(at(hours))

test('more_than_half_of_the_time_left_is_calm', () => {
  expect(band(at(24), now(11.9), at(0))).toBe('calm')
})

test('the_last_half_begins_at_exactly_half', () => {
  expect(band(at(24), now(12), at(0))).toBe('half')
})

test('the_last_tenth_begins_at_exactly_a_tenth', () => {
  expect(band(at(20), now(17.9), at(0))).toBe('half')
  expect(band(at(20), now(18), at(0))).toBe('tenth')
})

test('the_moment_of_the_deadline_is_not_late_and_a_second_after_is', () => {
  expect(band(at(20), now(20), at(0))).toBe('tenth')
  expect(band(at(20), new Date(now(20).getTime() + 1000), at(0))).toBe('late')
})

test('without_a_beginning_the_last_day_and_the_last_two_hours_count', () => {
  expect(band(at(30), now(0))).toBe('calm')
  expect(band(at(30), now(6))).toBe('half')
  expect(band(at(30), now(28))).toBe('tenth')
})

test('a_length_is_told_in_whole_units_rounded_down', () => {
  expect(lengthOf(59_999)).toEqual({ days: 0, hours: 0, minutes: 0 })
  expect(lengthOf(119 * 60_000)).toEqual({ days: 0, hours: 1, minutes: 0 })
  expect(lengthOf(28 * hour)).toEqual({ days: 1, hours: 4, minutes: 0 })
  expect(lengthOf(71 * hour)).toEqual({ days: 2, hours: 0, minutes: 0 })
  expect(lengthOf(-3 * hour)).toEqual({ days: 0, hours: 3, minutes: 0 })
})
