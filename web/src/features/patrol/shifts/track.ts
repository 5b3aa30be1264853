import type { Got } from '@/shared/api/types'
import type { Overlay } from '@/shared/map/city-style'
import { metresBetween } from '@/shared/map/position'

export type TrackPoint = Got<'/api/patrol/shifts/{id}/track'>['points'][number]

/** Those in which nobody was too fast: what is drawn and measured. */
const plausible = (points: readonly TrackPoint[]) => points.filter((point) => !point.implausible)

/** The length of the way in metres. Points that lie nearer together than they were measured are those of somebody who stands still: they make no way. */
export const lengthOfTrack = (points: readonly TrackPoint[]): number => {
  const [first, ...rest] = plausible(points)
  let sum = 0
  let from = first
  for (const to of rest) {
    if (!from) break
    const metres = metresBetween([from.lon, from.lat], [to.lon, to.lat])
    if (metres <= Math.max(from.accuracyMetres, to.accuracyMetres)) continue
    sum += metres
    from = to
  }
  return sum
}

/** The point nearest to each quarter of an hour: what the list says of the map. */
export const milestones = (points: readonly TrackPoint[]): TrackPoint[] => {
  const quarter = 15 * 60_000
  return plausible(points).filter(({ at }, nth, all) => {
    const before = all[nth - 1]
    return !before || Math.floor(Date.parse(at) / quarter) !== Math.floor(Date.parse(before.at) / quarter)
  })
}

/** The way as a line over the land. */
export const trackOverlay = (points: readonly TrackPoint[], ink: string): Overlay => ({
  sources: {
    track: {
      type: 'geojson',
      data: {
        type: 'Feature',
        properties: {},
        geometry: { type: 'LineString', coordinates: plausible(points).map(({ lon, lat }) => [lon, lat]) },
      },
    },
  },
  layers: [
    {
      id: 'track',
      type: 'line',
      source: 'track',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': ink, 'line-width': 4 },
    },
  ],
})
