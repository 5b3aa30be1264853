import type { Got } from '@/shared/api/types'

export type Layer = Got<'/api/risk-points'>['layers'][number]

/** A place of a layer, with what tells it from every other. */
export interface RiskPoint {
  key: string
  name: string
  lon: number
  lat: number
}

/** Those of a layer whose name holds what was typed. */
export const pointsOf = ({ id, points }: Layer, typed: string): RiskPoint[] => {
  const sought = typed.trim().toLowerCase()
  return points
    .map((point, nth) => ({ key: `${id} ${nth}`, ...point }))
    .filter(({ name }) => name.toLowerCase().includes(sought))
}

/** West, south, east and north of some points; undefined of none. */
export const boundsOf = (
  points: readonly Pick<RiskPoint, 'lon' | 'lat'>[],
): [number, number, number, number] | undefined => {
  if (points.length === 0) return undefined
  const lons = points.map(({ lon }) => lon)
  const lats = points.map(({ lat }) => lat)
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}
