import { expect, test } from 'vitest'
import { moved, nearestFirst } from './route-order'
import type { RouteStop } from './shift'

const stop = (code: string, lon: number): RouteStop => ({
  kind: 'street',
  code,
  name: code,
  lon,
  lat: 39.9,
  daysUnseen: 1,
  cases: 0,
  score: 1,
})

test('a way goes from its first stop always on to the nearest that is left', () => {
  const way = nearestFirst([stop('b', 116.42), stop('d', 116.6), stop('a', 116.4), stop('c', 116.45)])
  expect(way.map(({ code }) => code)).toEqual(['b', 'a', 'c', 'd'])
  expect(nearestFirst([])).toEqual([])
})

test('a stop is moved by a step, and at an end it stays', () => {
  expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
})
