import { expect, test } from 'vitest'
import { refusal, tell } from './problem'

test('a_problem_document_keeps_its_slug_words_fields_and_facts', () => {
  const refused = refusal(409, {
    type: '/problems/already-signed',
    title: '沈奕已经签收了这件诉求。',
    status: 409,
    errors: { answer: ['请写下答复。'] },
    signedBy: '沈奕',
  })
  expect(refused.slug).toBe('already-signed')
  expect(refused.fields).toEqual({ answer: ['请写下答复。'] })
  expect(refused.facts).toEqual({ signedBy: '沈奕' })
  expect(tell(refused)).toBe('沈奕已经签收了这件诉求。')
})

test('anything_else_that_failed_is_told_without_inner_detail', () => {
  expect(refusal(502, '<html>Bad gateway</html>').slug).toBe('broken')
  expect(tell(new TypeError('x is undefined'))).toBe(tell(refusal(500, undefined)))
})
