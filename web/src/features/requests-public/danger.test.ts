import { expect, test } from 'vitest'
import { rescuesFor } from './danger'

test('words of danger name whom to call, from the same list as the server decides by', () => {
  expect(rescuesFor('三楼着火了')).toEqual(['119'])
  expect(rescuesFor('老人昏迷了，旁边还有人持刀')).toEqual(['120', '110'])
})

test('those who write in English are told as well', () => {
  expect(rescuesFor('There is a smell of gas and a man is unconscious')).toEqual(['120', '119'])
})

test('an everyday trouble calls nobody', () => {
  expect(rescuesFor('小区门口的路灯不亮，希望装上')).toEqual([])
  expect(rescuesFor('The street light is broken')).toEqual([])
})
