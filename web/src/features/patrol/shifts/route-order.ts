import type { RouteStop } from './shift'

/** Moves one of a list by a step; at the end of the list it stays. */
export const moved = <Item>(list: readonly Item[], at: number, by: -1 | 1): Item[] => {
  const next = [...list]
  const [one] = next.splice(at, 1)
  if (one === undefined) return next
  next.splice(Math.max(0, at + by), 0, one)
  return next
}

/** How far two stops lie apart, in degrees as wide as those of the north: enough to compare. */
const apart = (one: RouteStop, other: RouteStop) =>
  Math.hypot((one.lon - other.lon) * Math.cos((one.lat * Math.PI) / 180), one.lat - other.lat)

/** From the first stop always on to the nearest that is left. */
export const nearestFirst = (stops: readonly RouteStop[]): RouteStop[] => {
  const [first, ...left] = stops
  if (!first) return []
  const way = [first]
  while (left.length > 0) {
    const here = way.at(-1) as RouteStop
    const distances = left.map((stop) => apart(here, stop))
    way.push(...left.splice(distances.indexOf(Math.min(...distances)), 1))
  }
  return way
}
