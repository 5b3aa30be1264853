import { expect, test } from 'vitest'
import type { DemandClass } from '@/shared/api/types'
import { findClasses } from './class-field'

const classes: DemandClass[] = [
  { code: '01', name: '市容环境' },
  { code: '0101', name: '垃圾清运', parentCode: '01' },
  { code: '0102', name: '路灯照明', parentCode: '01' },
  { code: '02', name: '道路交通' },
  { code: '0201', name: '井盖缺失', parentCode: '02' },
] as DemandClass[]

const codes = (typed: string) => findClasses(classes, typed).map(({ code }) => code)

test('two characters find a class, and the name of its parent helps', () => {
  expect(codes('井盖')).toEqual(['0201'])
  expect(codes('市容')).toEqual(['0101', '0102'])
  expect(codes('市容 灯')).toEqual(['0102'])
})

test('nothing typed lists nothing, and a parent alone can not be chosen', () => {
  expect(codes(' ')).toEqual([])
  expect(codes('道路')).toEqual(['0201'])
})
