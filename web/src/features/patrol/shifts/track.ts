import type { Got } from '@/shared/api/types'
import type { Overlay } from '@/shared/map/city-style'
import { metresBetween } from '@/shared/map/position'

export type TrackPoint = Got<'/api/patrol/shifts/{id}/track'>['points'][number]

/** Those in which nobody was too fast: what is drawn and measured. */
const plausible = (points: readonly TrackPoint[]) => points.filter((point) => !point.implausible)

/** The length of the way in metres. */
export const lengthOfTrack = (points: readonly TrackPoint[]): number => {
  const way = plausible(points)
  return way.reduce((sum, { lon, lat }, nth) => {
    const before = way[nth - 1]
    return before ? sum + metresBetween([before.lon, before.lat], [lon, lat]) : sum
  }, 0)
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
