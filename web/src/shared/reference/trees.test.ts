import { expect, test } from 'vitest'
import { classTree, unitTree } from './trees'

test('units_become_the_tree_they_form', () => {
  const units = [
    { id: 'city', name: '市中心', shortName: '市', kind: 'cityCentre' as const },
    { id: 'street', name: '潞湾街道', shortName: '潞湾', kind: 'streetOffice' as const, parentId: 'city' },
    { id: 'lost', name: '无上级单位', shortName: '无', kind: 'utility' as const, parentId: 'unknown' },
  ]
  expect(unitTree(units)).toEqual([
    { value: 'city', title: '市中心', children: [{ value: 'street', title: '潞湾街道' }] },
    { value: 'lost', title: '无上级单位' },
  ])
})

test('classes_are_shown_with_their_code', () => {
  expect(
    classTree([
      { code: '04', name: '城乡建设' },
      { code: '0407', name: '路灯照明', parentCode: '04' },
    ]),
  ).toEqual([{ value: '04', title: '04 城乡建设', children: [{ value: '0407', title: '0407 路灯照明' }] }])
})
