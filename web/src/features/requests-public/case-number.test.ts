import { expect, test } from 'vitest'
import { readCode, readNumber, spacedCode } from './case-number'

const digits = '2026112100001231'
const number = '20261121-0000123-1'

test('a number is read however it was typed', () => {
  const typed = [
    digits,
    number,
    ' 2026 1121 0000 1231 ',
    '２０２６１１２１—００００１２３—１',
    '20261121–0000123‑1',
  ]
  expect(typed.map(readNumber)).toEqual(typed.map(() => ({ state: 'good', number })))
})

/** Every number that differs by one digit or by one swap of neighbours. */
const slips = (good: string) =>
  [...good].flatMap((digit, at) => [
    ...[...'0123456789'].map((other) => good.slice(0, at) + other + good.slice(at + 1)),
    good.slice(0, at) + (good[at + 1] ?? '') + digit + good.slice(at + 2),
  ])

test('each sequence has one check digit, and every mistyped digit or swap of neighbours is told', () => {
  const sequences = Array.from(
    { length: 60 },
    (_, nth) => `20261121${String(nth * 163_841).padStart(7, '0')}`,
  )
  for (const sequence of sequences) {
    const good = [...'0123456789']
      .map((check) => sequence + check)
      .filter((typed) => readNumber(typed).state === 'good')
    expect(good).toHaveLength(1)
    const missed = slips(good[0] ?? '').filter(
      (typed) => typed !== good[0] && readNumber(typed).state !== 'mistyped',
    )
    expect(missed).toEqual([])
  }
})

test('what is no number is told apart: nothing, letters, too few digits', () => {
  expect(readNumber('  ')).toEqual({ state: 'empty' })
  expect(readNumber('K7MPX3QA')).toEqual({ state: 'letters' })
  expect(readNumber('20261121-0000')).toEqual({ state: 'length', digits: 12 })
})

test('a code forgives case and spaces, and says which characters it never has', () => {
  expect(readCode(' k7mp x3qa')).toEqual({ state: 'good', code: 'K7MPX3QA' })
  expect(readCode('K7MPX3Q0')).toEqual({ state: 'alike' })
  expect(readCode('K7MPX3')).toEqual({ state: 'length', characters: 6 })
  expect(readCode('')).toEqual({ state: 'empty' })
})

test('a code is shown in two groups of four', () => {
  expect(spacedCode('K7MPX3QA')).toBe('K7MP X3QA')
})
