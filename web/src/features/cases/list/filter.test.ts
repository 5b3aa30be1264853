import { expect, test } from 'vitest'
import { change, fromAddress, isNarrowed, toAddress, toQuestion } from './filter'

test('an_address_becomes_a_filter_and_the_same_address_again', () => {
  const address = 'state=signed&unit=u3&due=late&own=true&q=%E8%B7%AF%E7%81%AF&from=2026-11-01&sort=received'
  expect(toAddress(fromAddress(new URLSearchParams(address))).toString()).toBe(address)
})

test('unknown_names_and_empty_values_are_left_out', () => {
  expect(fromAddress(new URLSearchParams('state=&page=3&q=%20&kind=help'))).toEqual({ kind: 'help' })
})

test('a_name_changed_to_nothing_is_dropped', () => {
  expect(change({ state: 'queued', q: '路灯' }, { state: undefined, due: 'late' })).toEqual({
    q: '路灯',
    due: 'late',
  })
})

test('own_goes_to_the_server_as_true_or_false', () => {
  expect(toQuestion({ own: 'false', q: '井盖' })).toEqual({ own: false, q: '井盖' })
  expect(toQuestion({ q: '井盖' })).toEqual({ q: '井盖' })
  expect(toQuestion({ repeat: 'true', assisting: 'true' })).toEqual({ repeat: true, assisting: true })
})

test('state_and_words_alone_do_not_narrow', () => {
  expect(isNarrowed({ state: 'signed', q: '灯', sort: 'received' })).toBe(false)
  expect(isNarrowed({ state: 'signed', due: 'late' })).toBe(true)
})
