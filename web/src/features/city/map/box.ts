import type { LngLat } from '@/shared/map/points'
import type { Box } from './things'

const metresPerDegree = 111_195

/** A box so many metres to each side of a point. */
export const around = ([lon, lat]: LngLat, metres: number): Box => {
  const north = metres / metresPerDegree
  const east = north / Math.max(0.01, Math.cos((lat * Math.PI) / 180))
  return [lon - east, lat - north, lon + east, lat + north]
}

/** Outward to three decimals, about a hundred metres: a small move asks nothing new. */
export const rounded = ([west, south, east, north]: Box): Box => [
  Math.floor(west * 1000) / 1000,
  Math.floor(south * 1000) / 1000,
  Math.ceil(east * 1000) / 1000,
  Math.ceil(north * 1000) / 1000,
]

export const middleOf = ([west, south, east, north]: Box): LngLat => [(west + east) / 2, (south + north) / 2]
