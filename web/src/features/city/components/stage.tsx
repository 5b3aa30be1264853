import { Route, Routes } from 'react-router'
import type { ComponentPage, ComponentRow } from './component'
import { ComponentPages } from './component-pages'

// For the tests of these pages: a lamp, its street, and where the pages stand.

export const lamp = { code: '01018', name: '路灯', nameEn: 'Street lamp' }
export const unit = { id: 'u1', name: '潞湾街道办事处' }
export const city = {
  streets: [{ id: 's1', code: '990101001', name: '潞湾街道', detailed: true, bbox: [118, 32, 119, 33] }],
}

export const row: ComponentRow = {
  id: 'k1',
  code: '99010101018000007',
  class: lamp,
  name: '路灯',
  state: 'damaged',
  lon: 118.05,
  lat: 32.65,
  gridCode: '990101001001001',
  street: '潞湾街道',
  community: '湾畔社区',
  placeText: '潞湾大街北侧7号位',
  authority: unit,
  changedAt: '2026-11-20T10:00:00+08:00',
  version: 2,
}

export const page: ComponentPage = {
  ...row,
  scheme: 'gbt47678',
  initialDate: '2020-05-01',
  dataSource: 'survey',
  accuracy: 'b',
  onTactilePaving: true,
  editable: false,
  duties: [
    { role: 'maintainer', unit, from: '2020-05-01', until: '2026-10-31' },
    { role: 'maintainer', unit: { id: 'u2', name: '澄川城市照明中心' }, from: '2026-11-01' },
  ],
  history: [
    {
      version: 2,
      change: 'stateChanged',
      state: 'damaged',
      name: '路灯',
      lon: 118.05,
      lat: 32.65,
      reason: '灯罩破裂',
      byName: '陈晓岚',
      attributes: ['remark'],
      from: '2026-11-20T10:00:00+08:00',
    },
    {
      version: 1,
      change: 'added',
      state: 'intact',
      name: '路灯',
      lon: 118.05,
      lat: 32.65,
      attributes: [],
      from: '2020-05-01T00:00:00+08:00',
      to: '2026-11-20T10:00:00+08:00',
    },
  ],
  measurements: [],
  terms: [],
  photographable: false,
  measurable: false,
  photos: [],
}

export const pages = (
  <Routes>
    <Route path="components/*" element={<ComponentPages />} />
  </Routes>
)
