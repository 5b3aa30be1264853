import { colour, type Overlay } from '@/shared/map/city-style'
import type { LngLat } from '@/shared/map/points'
import type { AreaThing } from './area-things'

/** The signs of the map, told apart by shape: colour means time left. */
export const signs = { task: '◆', place: '▲', case: '●', stop: '■' } as const

const points = (things: readonly AreaThing[]) => ({
  type: 'FeatureCollection' as const,
  features: things.map((thing) => ({
    type: 'Feature' as const,
    geometry: { type: 'Point' as const, coordinates: [thing.at[0], thing.at[1]] },
    properties: {
      key: thing.key,
      kind: thing.kind,
      sound: thing.kind !== 'component' || thing.component.state === 'intact',
    },
  })),
})

/** The style layers that answer to a press, topmost first. */
export const pressable = ['area-thing', 'area-component']

/** Components below, what there is to go to above them, and on top where the inspector stands. */
export const areaOverlay = (
  things: readonly AreaThing[],
  components: readonly AreaThing[],
  here: LngLat | undefined,
): Overlay => ({
  sources: {
    'area-components': { type: 'geojson', data: points(components) },
    'area-things': { type: 'geojson', data: points(things) },
    'area-me': {
      type: 'geojson',
      data: {
        type: 'FeatureCollection',
        features: here
          ? [
              {
                type: 'Feature',
                geometry: { type: 'Point', coordinates: [here[0], here[1]] },
                properties: {},
              },
            ]
          : [],
      },
    },
  },
  layers: [
    {
      id: 'area-component',
      type: 'circle',
      source: 'area-components',
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 15, 2.5, 18, 7],
        'circle-color': ['case', ['get', 'sound'], colour('--ink-soft'), colour('--paper')],
        'circle-stroke-color': colour('--ink'),
        'circle-stroke-width': ['case', ['get', 'sound'], 0, 2],
      },
    },
    {
      id: 'area-thing',
      type: 'symbol',
      source: 'area-things',
      layout: {
        'text-field': ['match', ['get', 'kind'], ...Object.entries(signs).flat(), ''] as never,
        'text-size': 22,
        'text-allow-overlap': true,
      },
      paint: {
        'text-color': ['match', ['get', 'kind'], 'stop', colour('--ink-soft'), colour('--brand-strong')],
        'text-halo-color': colour('--paper'),
        'text-halo-width': 2,
      },
    },
    {
      id: 'area-me',
      type: 'circle',
      source: 'area-me',
      paint: {
        'circle-radius': 8,
        'circle-color': colour('--brand'),
        'circle-stroke-color': colour('--paper'),
        'circle-stroke-width': 3,
      },
    },
  ],
})
