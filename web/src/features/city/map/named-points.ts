import type { SourceSpecification } from 'maplibre-gl'
import type { Thing } from './things'

/** Things as points that carry their name. */
export const namedPoints = (items: readonly Thing[]): SourceSpecification => ({
  type: 'geojson',
  data: {
    type: 'FeatureCollection',
    features: items.map(({ id, name, at }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [at[0], at[1]] },
      properties: { id, name },
    })),
  },
})
