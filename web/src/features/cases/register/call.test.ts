import { expect, test } from 'vitest'
import { emptyCall, toRequest } from './call'

test('empty_fields_are_left_out', () => {
  expect(toRequest({ ...emptyCall, text: '路灯不亮', channel: 'dutyPhone' })).toEqual({
    text: '路灯不亮',
    channel: 'dutyPhone',
  })
})

test('the_caller_is_the_requester', () => {
  expect(
    toRequest({ ...emptyCall, text: '路灯不亮', name: '陈晓芸', phone: ' 13800001234 ' }).contact,
  ).toEqual({
    name: '陈晓芸',
    phone: '13800001234',
  })
})

test('on_behalf_of_another_the_caller_is_the_reporter_and_the_other_the_requester', () => {
  const request = toRequest({
    ...emptyCall,
    text: '路灯不亮',
    name: '王社工',
    onBehalf: true,
    concernedName: '李大爷',
    concernedPhone: '13900005678',
  })
  expect(request.reporter).toEqual({ name: '王社工' })
  expect(request.contact).toEqual({ name: '李大爷', phone: '13900005678' })
})

test('a_point_goes_with_or_without_words_of_the_place', () => {
  expect(toRequest({ ...emptyCall, text: 'x', point: [121.5, 31.2] }).place).toEqual({
    lon: 121.5,
    lat: 31.2,
  })
  expect(toRequest({ ...emptyCall, text: 'x', place: ' 芦塘路 ' }).place).toEqual({ text: '芦塘路' })
})

test('a_component_is_sent_by_its_identifier_and_what_is_none_as_it_was_typed', () => {
  const named = (component: string) => toRequest({ ...emptyCall, text: 'x', component }).component
  expect(named('https://jiban.example/tag/99010101018000007')).toBe('99010101018000007')
  expect(named(' 路灯 ')).toBe('路灯')
  expect(named('')).toBeUndefined()
})
