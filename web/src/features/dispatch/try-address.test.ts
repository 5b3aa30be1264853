import { expect, test } from 'vitest'
import { addressOf, triedOf } from './try-address'

test('what_was_tried_is_read_back_from_its_address', () => {
  const tried = {
    text: '路灯 & 井盖\n坏了#3',
    place: '湾畔家园',
    pin: [116.650001, 39.91] as const,
    channel: 'web',
    component: '1101010407000001',
  }
  expect(triedOf(addressOf(tried))).toEqual(tried)
  expect(triedOf(addressOf({ text: '只有文字' }))).toEqual({ text: '只有文字' })
})

test('an_address_that_says_nothing_or_no_place_is_read_as_far_as_it_goes', () => {
  expect(triedOf('')).toBeUndefined()
  expect(triedOf('#text=%20')).toBeUndefined()
  for (const at of ['here', '116', '116,39,1', '200,0', ',', '116,'])
    expect(triedOf(`#text=x&at=${at}`)).toEqual({ text: 'x' })
})
