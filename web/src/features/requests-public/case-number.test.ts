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

test('every single mistyped digit and every swap of neighbours is told', () => {
  const wrong = [...digits].flatMap((digit, at) => [
    ...[...'0123456789']
      .filter((other) => other !== digit)
      .map((other) => digits.slice(0, at) + other + digits.slice(at + 1)),
    digits.slice(0, at) + (digits[at + 1] ?? '') + digit + digits.slice(at + 2),
  ])
  const slipped = wrong.filter((typed) => typed !== digits && readNumber(typed).state !== 'mistyped')
  expect(wrong.length).toBeGreaterThan(150)
  expect(slipped).toEqual([])
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
