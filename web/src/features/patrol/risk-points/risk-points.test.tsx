import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { boundsOf, pointsOf } from './risk-point'
import { RiskPointsPage } from './risk-points-page'

vi.mock('./risk-map', () => ({
  RiskMap: ({ chosen }: { chosen?: { name: string } }) => <p>{chosen ? `图：${chosen.name}` : '图'}</p>,
}))

const layer = {
  id: 'p1',
  title: '汛期积水点',
  version: 2,
  publishedOn: '2026-06-01',
  points: [
    { name: '柳荫路铁路桥下', lon: 116.4, lat: 39.9 },
    { name: '东湖路下穿', lon: 116.5, lat: 39.8 },
  ],
}

test('what was published is listed with version and day, found by name, and shown on the map', async () => {
  stubNetwork({ 'GET /api/risk-points': { body: { layers: [layer] } } })
  const { person } = draw(<RiskPointsPage />)
  expect(await screen.findByRole('heading', { level: 2, name: '汛期积水点' })).toBeTruthy()
  expect(screen.getByText(/第 2 版 · .*6月1日公布 · 2 处/)).toBeTruthy()
  await person.type(screen.getByLabelText(/找地方/), '东湖')
  expect(screen.queryByText('柳荫路铁路桥下')).toBeNull()
  await person.click(screen.getByRole('button', { name: /在图上看.*东湖路下穿/ }))
  expect(await screen.findByText('图：东湖路下穿')).toBeTruthy()
})

test('nothing published is said', async () => {
  stubNetwork({ 'GET /api/risk-points': { body: { layers: [] } } })
  draw(<RiskPointsPage />)
  expect(await screen.findByText('现在没有公布的风险点位')).toBeTruthy()
})

test('the map opens on all of them', () => {
  expect(boundsOf(pointsOf(layer, ''))).toEqual([116.4, 39.8, 116.5, 39.9])
  expect(boundsOf([])).toBeUndefined()
})
