import type { SourceSpecification, SymbolLayerSpecification } from 'maplibre-gl'
import { colour } from '@/shared/map/city-style'
import type { Thing } from './things'

/** Things as points that carry their name, and whether they are as they should be. */
export const namedPoints = (items: readonly Thing[]): SourceSpecification => ({
  type: 'geojson',
  data: {
    type: 'FeatureCollection',
    features: items.map(({ id, name, at, sound }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [at[0], at[1]] },
      properties: { id, name, ...(sound !== undefined && { sound }) },
    })),
  },
})

/** The name of each, below its mark and in its colour. */
export const nameBelow = (
  mark: string,
  source: string,
  ink: `--${string}`,
  layout: SymbolLayerSpecification['layout'] = {},
): SymbolLayerSpecification => ({
  id: `${mark}-name`,
  type: 'symbol',
  source,
  layout: {
    'text-field': ['get', 'name'],
    'text-size': 12,
    'text-anchor': 'top',
    'text-offset': [0, 0.8],
    ...layout,
  },
  paint: {
    'text-color': colour(ink),
    'text-halo-color': colour('--map-ground'),
    'text-halo-width': 1.5,
  },
})
