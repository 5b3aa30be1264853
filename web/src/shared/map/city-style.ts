import type { StyleSpecification } from 'maplibre-gl'
import { token } from '@/shared/theme'

const colour = (name: `--${string}`) => token(name) ?? 'gray'

const layerIs = (name: string): ['==', ['get', string], string] => ['==', ['get', 'layer'], name]

/**
 * Our own style over our own base map. No `glyphs`: MapLibre then draws every character from the fonts of the machine,
 * so there is no glyph server.
 */
export const cityStyle = (): StyleSpecification => ({
  version: 8,
  sources: { city: { type: 'geojson', data: new URL('/api/city/map', location.origin).href } },
  layers: [
    { id: 'ground', type: 'background', paint: { 'background-color': colour('--map-ground') } },
    {
      id: 'building',
      type: 'fill',
      source: 'city',
      filter: layerIs('building'),
      minzoom: 14,
      paint: { 'fill-color': colour('--map-building'), 'fill-outline-color': colour('--map-road') },
    },
    {
      id: 'cell',
      type: 'line',
      source: 'city',
      filter: layerIs('cell'),
      minzoom: 15.5,
      paint: { 'line-color': colour('--map-region'), 'line-width': 0.5, 'line-dasharray': [2, 3] },
    },
    {
      id: 'road',
      type: 'line',
      source: 'city',
      filter: layerIs('road'),
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': colour('--map-road'),
        'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 11, 1, 15, 4, 18, 22],
      },
    },
    {
      id: 'region',
      type: 'line',
      source: 'city',
      filter: layerIs('region'),
      paint: { 'line-color': colour('--map-region'), 'line-width': 1.2, 'line-dasharray': [4, 2] },
    },
    label('region-name', 'region', 'point', 12, 13),
    label('road-name', 'road', 'line', 14, 12),
    label('building-name', 'building', 'point', 16.5, 11),
  ],
})

const label = (id: string, layer: string, placement: 'point' | 'line', minzoom: number, size: number) =>
  ({
    id,
    type: 'symbol',
    source: 'city',
    filter: layerIs(layer),
    minzoom,
    layout: {
      'text-field': ['coalesce', ['get', 'name'], ''],
      'text-size': size,
      'symbol-placement': placement,
      'text-padding': 6,
    },
    paint: {
      'text-color': colour('--map-label'),
      'text-halo-color': colour('--map-ground'),
      'text-halo-width': 1.5,
    },
  }) satisfies StyleSpecification['layers'][number]
