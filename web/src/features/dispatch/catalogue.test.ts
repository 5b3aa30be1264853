import { expect, test } from 'vitest'
import { named } from './catalogue'

const light = { code: '0407', name: '路灯照明', nameEn: 'Street lights' }
const water = { code: '0201', name: '供水', nameEn: 'Water supply' }

test('an_entry_is_found_by_its_name_in_either_language_and_by_the_beginning_of_its_code', () => {
  expect(named([light, water], '路灯')).toEqual([light])
  expect(named([light, water], ' WATER ')).toEqual([water])
  expect(named([light, water], '04')).toEqual([light])
  expect(named([light, water], '07')).toEqual([])
  expect(named([light, water], '')).toEqual([light, water])
})
