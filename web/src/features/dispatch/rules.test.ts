import { expect, test } from 'vitest'
import { matching, type Rule } from './rules'

const rule = (classCode: string): Rule => ({
  code: `r${classCode}`,
  classCode,
  channels: 'any',
  mode: 'byPlace',
  units: ['streetOffice'],
  confidence: 900,
  from: '2024-01-01',
  version: 1,
  ownerFirst: false,
  assisting: [],
})
const rules = [rule('0407'), rule('04'), rule('0202'), rule('')]
const names: Record<string, string> = { '0407': '路灯照明', '04': '城乡建设', '0202': '供水', '': '全部分类' }
const found = (words: string) =>
  matching(rules, (code) => names[code] ?? '', words).map(({ classCode }) => classCode)

test('a_rule_is_found_by_a_word_of_its_class_or_the_beginning_of_its_code', () => {
  expect(found('路灯')).toEqual(['0407'])
  expect(found('04')).toEqual(['0407', '04'])
})

test('no_word_finds_all_and_a_strange_word_none', () => {
  expect(found('  ')).toHaveLength(4)
  expect(found('飞船')).toEqual([])
})
