import { expect, test } from 'vitest'
import type { Box } from './area'
import { tilesOf } from './area-tiles'

const street: Box = [116.69, 39.89, 116.72, 39.91]
const city: Box = [116, 39.5, 117.2, 40.4]

/** The degrees that a tile covers, worked out the other way round. */
const coverOf = (path: string): Box => {
  const [z = 0, x = 0, y = 0] = (/(\d+)\/(\d+)\/(\d+)\.mvt$/.exec(path) ?? []).slice(1).map(Number)
  const lat = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / 2 ** z))) * 180) / Math.PI
  return [(x / 2 ** z) * 360 - 180, lat(y + 1), ((x + 1) / 2 ** z) * 360 - 180, lat(y)]
}

test('a street is kept to its doors, and every point of it lies in a tile of every zoom', () => {
  const { deepest, paths } = tilesOf(street, 900)
  expect(deepest).toBe(16)
  for (let zoom = 8; zoom <= 16; zoom++) {
    const covers = paths.filter((path) => path.includes(`/land/${zoom}/`)).map(coverOf)
    for (let n = 0; n <= 100; n++) {
      const lon = street[0] + ((street[2] - street[0]) * (n % 11)) / 10
      const lat = street[1] + ((street[3] - street[1]) * Math.floor(n / 11)) / 10
      expect(covers.some(([w, s, e, n]) => w <= lon && lon <= e && s <= lat && lat <= n)).toBe(true)
    }
  }
})

test('a city is kept only as deep as so many tiles reach, and no zoom is kept in part', () => {
  const { deepest, paths } = tilesOf(city, 900)
  expect(paths.length).toBeLessThanOrEqual(900)
  expect(deepest).toBeLessThan(16)
  expect(tilesOf(city, 1e6).paths.filter((path) => !path.includes(`/land/${deepest + 1}/`))).toEqual(
    expect.arrayContaining(paths),
  )
  expect(new Set(paths).size).toBe(paths.length)
})
