import { expect, test } from 'vitest'
import { areaOf, distanceOf } from './measure'

test('a_square_of_a_hundredth_of_a_degree_on_the_equator_measures_as_the_sphere_has_it', () => {
  const square = [
    [0, 0],
    [0.01, 0],
    [0.01, 0.01],
    [0, 0.01],
  ] as const
  // One degree of the mean earth is 111,195 m.
  expect(distanceOf(square)).toBeCloseTo(3 * 1111.95, 0)
  expect(areaOf(square) / 1111.95 ** 2).toBeCloseTo(1, 4)
  expect(areaOf([...square].reverse())).toBeCloseTo(areaOf(square), 3)
  expect(areaOf(square.slice(0, 2))).toBe(0)
  expect(distanceOf([])).toBe(0)
})

test('further_north_a_degree_of_longitude_is_narrower', () => {
  const square = [
    [116, 60],
    [116.01, 60],
    [116.01, 60.01],
    [116, 60.01],
  ] as const
  expect(areaOf(square) / (1111.95 ** 2 * Math.cos((60.005 * Math.PI) / 180))).toBeCloseTo(1, 4)
})
