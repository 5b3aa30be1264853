import type { Overlay } from '@/shared/map/city-style'
import { colour } from '@/shared/map/city-style'
import type { LngLat } from '@/shared/map/points'
import { metresBetween } from '@/shared/map/position'

export type MeasureOf = 'distance' | 'area'

const earthMetres = 6_371_008.8
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Metres along a line of points. */
export const distanceOf = (points: readonly LngLat[]): number =>
  points.slice(1).reduce((sum, point, before) => {
    const from = points[before]
    return from ? sum + metresBetween(from, point) : sum
  }, 0)

/** Square metres inside a ring of points on the sphere (Chamberlain and Duquette 2007), as RFC 7946 readers compute it. */
export const areaOf = (points: readonly LngLat[]): number => {
  if (points.length < 3) return 0
  const sum = points.reduce((total, [lon, lat], index) => {
    const [nextLon, nextLat] = points[(index + 1) % points.length] ?? [lon, lat]
    return total + radians(nextLon - lon) * (2 + Math.sin(radians(lat)) + Math.sin(radians(nextLat)))
  }, 0)
  return Math.abs((sum * earthMetres * earthMetres) / 2)
}

/** The points, the line through them, and the ground inside. */
export const measured = (of: MeasureOf, points: readonly LngLat[]): Overlay => {
  const at = points.map(([lon, lat]) => [lon, lat])
  const ring = of === 'area' && at.length > 2 ? [...at, at[0] ?? []] : at
  return {
    sources: {
      measure: {
        type: 'geojson',
        data: {
          type: 'FeatureCollection',
          features: [
            ...(of === 'area' && at.length > 2 ? [feature({ type: 'Polygon', coordinates: [ring] })] : []),
            ...(ring.length > 1 ? [feature({ type: 'LineString', coordinates: ring })] : []),
            ...at.map((coordinates) => feature({ type: 'Point', coordinates })),
          ],
        },
      },
    },
    layers: [
      {
        id: 'measure-ground',
        type: 'fill',
        source: 'measure',
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'fill-color': colour('--brand'), 'fill-opacity': 0.15 },
      },
      {
        id: 'measure-line',
        type: 'line',
        source: 'measure',
        paint: { 'line-color': colour('--brand'), 'line-width': 2.5 },
      },
      {
        id: 'measure-point',
        type: 'circle',
        source: 'measure',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: {
          'circle-radius': 4,
          'circle-color': colour('--paper'),
          'circle-stroke-color': colour('--brand'),
          'circle-stroke-width': 2,
        },
      },
    ],
  }
}

const feature = (geometry: GeoJSON.Geometry): GeoJSON.Feature => ({
  type: 'Feature',
  properties: {},
  geometry,
})
