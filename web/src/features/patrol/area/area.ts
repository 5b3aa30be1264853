import { queryOptions } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import type { LngLat } from '@/shared/map/points'

/** Where the inspector is today, and the open cases there. */
export type Area = Got<'/api/patrol/area'>

/** West, south, east, north in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number]

/** How the area is asked for; a lost connection leaves what was told before. */
export const areaQuery = queryOptions({
  queryKey: ['patrol', 'area'],
  queryFn: () => body(api.GET('/api/patrol/area')),
})

const metresPerDegree = 111_195

/** A box so many metres wider on every side. */
export const grown = ([west, south, east, north]: Box, metres: number): Box => {
  const up = metres / metresPerDegree
  const aside = up / Math.max(0.01, Math.cos((((south + north) / 2) * Math.PI) / 180))
  return [west - aside, south - up, east + aside, north + up]
}

export const boxOf = ({ bbox: [west = 0, south = 0, east = 0, north = 0] }: Pick<Area, 'bbox'>): Box => [
  west,
  south,
  east,
  north,
]

export const middleOf = ([west, south, east, north]: Box): LngLat => [(west + east) / 2, (south + north) / 2]

export const holds = ([west, south, east, north]: Box, [lon, lat]: LngLat): boolean =>
  west <= lon && lon <= east && south <= lat && lat <= north
