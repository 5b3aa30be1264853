import { expect, test } from 'vitest'
import { readComponentCode } from './component-code'

test('an identifier is read as it was typed, and out of the address on a label', () => {
  expect(readComponentCode(' 990101 01018 000007 ')).toBe('99010101018000007')
  expect(readComponentCode('９９０１０１０１１８０００００７')).toBe('9901010118000007')
  expect(readComponentCode('https://jiban.example/tag/99010101018000007/')).toBe('99010101018000007')
  expect(readComponentCode('99010101018')).toBeUndefined()
  expect(readComponentCode('路灯')).toBeUndefined()
  expect(readComponentCode('')).toBeUndefined()
})
