import { expect, test } from 'vitest'
import { bodyOf, emptyContact, emptyDraft, faultsOf, maxText } from './request-draft'

const draft = { ...emptyDraft, text: ' 路灯不亮 ' }

test('nothing that was left empty is sent', () => {
  expect(bodyOf(draft, emptyContact, [])).toEqual({ text: '路灯不亮' })
})

test('what was filled in is sent as it is meant: trimmed words, a plain number, the pin as numbers', () => {
  expect(
    bodyOf(
      {
        ...draft,
        place: ' 春溪路 ',
        component: '99010101018000007',
        pin: [113.2, 28.1],
        kind: 'help',
        choice: 'u1',
      },
      { name: ' 周先生 ', phone: '１３８ 0000-0000' },
      ['a', 'b'],
    ),
  ).toEqual({
    text: '路灯不亮',
    kind: 'help',
    contact: { name: '周先生', phone: '13800000000' },
    place: { text: '春溪路', lon: 113.2, lat: 28.1 },
    component: '99010101018000007',
    choice: 'u1',
    attachments: ['a', 'b'],
  })
})

test('an empty text, one too long and an odd telephone number are told before anything is sent', () => {
  expect(faultsOf({ ...draft, text: ' \n' }, emptyContact)).toHaveProperty('text')
  expect(faultsOf({ ...draft, text: '长'.repeat(maxText + 3) }, emptyContact).text).toContain('多了 3 字')
  expect(faultsOf(draft, { name: '', phone: '12ab' })).toHaveProperty('phone')
  expect(faultsOf(draft, { name: '', phone: '+86 138-0000-0000' })).toEqual({})
})

test('thanks_name_their_request_and_a_number_that_is_mistyped_is_told', () => {
  const thanks = { ...emptyDraft, text: '谢谢师傅', kind: 'praise' as const, praises: '20261121-0000123-1' }
  expect(faultsOf(thanks, emptyContact)).toEqual({})
  expect(bodyOf(thanks, emptyContact, [])).toMatchObject({ kind: 'praise', praises: '20261121-0000123-1' })
  expect(faultsOf({ ...thanks, praises: '20261121-0000123-2' }, emptyContact)).toHaveProperty('praises')
  expect(bodyOf({ ...thanks, praisesCode: ' K7QM2XPA ' }, emptyContact, [])).toMatchObject({
    praisesCode: 'K7QM2XPA',
  })
  expect(bodyOf({ ...thanks, kind: 'help' }, emptyContact, [])).not.toHaveProperty('praises')
  expect(bodyOf({ ...thanks, praises: '', praisesCode: 'K7QM2XPA' }, emptyContact, [])).not.toHaveProperty(
    'praisesCode',
  )
})
