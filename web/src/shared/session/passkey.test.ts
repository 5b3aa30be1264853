import { expect, test } from 'vitest'
import { isAddress } from './passkey'

test.each([
  ['127.0.0.1', true],
  ['[::1]', true],
  ['localhost', false],
  ['12345.chengchuan.example', false],
])('a_passkey_belongs_to_a_name_and_%s_is_an_address_or_not', (host, address) => {
  expect(isAddress(host)).toBe(address)
})
