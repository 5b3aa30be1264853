import { afterEach, expect, test } from 'vitest'
import { speak } from '@/shared/i18n/i18n'
import { exactly, isoDate, moment } from './civil-time'
import { timeLeftWords } from './words'

const now = new Date('2026-11-20T15:04:00+08:00')
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString()

afterEach(() => speak('zh-CN'))

test('time_left_is_told_as_officials_say_it', () => {
  expect(timeLeftWords(after(185), now)).toBe('还剩 3 小时')
  expect(timeLeftWords(after(28 * 60), now)).toBe('还剩 1 天 4 小时')
  expect(timeLeftWords(after(12), now)).toBe('还剩 12 分钟')
  expect(timeLeftWords(after(0.5), now)).toBe('还剩 不到 1 分钟')
})

test('time_over_is_told_as_over', () => {
  expect(timeLeftWords(after(-24 * 60), now)).toBe('已超 1 天')
  expect(timeLeftWords(after(-90), now)).toBe('已超 1 小时')
})

test('english_knows_one_day_from_two', () => {
  speak('en')
  expect(timeLeftWords(after(24 * 60), now)).toBe('1 day left')
  expect(timeLeftWords(after(-50 * 60), now)).toBe('2 days late')
})

test('a_moment_of_this_year_has_no_year_and_one_of_another_year_does', () => {
  expect(moment('2026-11-20T07:04:00Z', now)).toBe('11月20日 15:04')
  expect(moment('2025-11-20T07:04:00Z', now)).toBe('2025-11-20 15:04')
  expect(moment('2026-11-20T07:04:00Z', now, 'en')).toBe('20 Nov 15:04')
})

test('the_day_is_that_of_shanghai_whatever_the_zone_of_the_machine', () => {
  expect(isoDate('2026-12-31T16:30:00Z')).toBe('2027-01-01')
  expect(exactly('2026-12-31T16:30:00Z')).toBe('2027年1月1日 00:30')
})
