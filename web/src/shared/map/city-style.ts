import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl'
import { token } from '@/shared/theme'

/** A colour of tokens.css as it stands now. */
export const colour = (name: `--${string}`) => token(name) ?? 'gray'

/** Sources and layers that are drawn over the land, from below to above. */
export interface Overlay {
  sources: Record<string, SourceSpecification>
  layers: LayerSpecification[]
}

/** The address of our own tiles, as MapLibre's worker wants it: whole. */
export const tiles = (path: string) => [`${location.origin}${path}/{z}/{x}/{y}.mvt`]

/** Tiles below this are drawn from their parent: nothing more is told further down. */
export const deepestTiles = 16

/**
 * Our own style over our own tiles. No `glyphs`: MapLibre then draws every character from the fonts of the machine,
 * so there is no glyph server.
 */
export const cityStyle = (
  overlays: readonly Overlay[] = [],
  tilted = false,
  deepest = deepestTiles,
): StyleSpecification => ({
  version: 8,
  sources: {
    land: { type: 'vector', tiles: tiles('/api/city/tiles/land'), minzoom: 8, maxzoom: deepest },
    ...Object.assign({}, ...overlays.map(({ sources }) => sources)),
  },
  // Soft and from above, so that the sides of buildings stay as quiet as the ground.
  light: { anchor: 'viewport', intensity: 0.2, position: [1.5, 210, 30] },
  layers: [
    { id: 'ground', type: 'background', paint: { 'background-color': colour('--map-ground') } },
    {
      id: 'landmark',
      type: 'fill',
      ...land('landmark'),
      paint: {
        'fill-color': [
          'match',
          ['get', 'cover'],
          'water',
          colour('--map-water'),
          'park',
          colour('--map-green'),
          colour('--map-ground'),
        ],
      },
    },
    ...(tilted ? [] : [flatBuildings()]),
    {
      id: 'cell',
      type: 'line',
      ...land('cell'),
      minzoom: 15.5,
      paint: { 'line-color': colour('--map-region'), 'line-width': 0.5, 'line-dasharray': [2, 3] },
    },
    {
      id: 'road',
      type: 'line',
      ...land('road'),
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': colour('--map-road'),
        'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 11, 1, 15, 4, 18, 22],
      },
    },
    {
      id: 'region',
      type: 'line',
      ...land('region'),
      paint: { 'line-color': colour('--map-region'), 'line-width': 1.2, 'line-dasharray': [4, 2] },
    },
    ...(tilted ? [tallBuildings()] : []),
    label('road-name', 'road', 'line', 14, 12),
    label('building-name', 'label', 'point', 16.5, 11, ['==', ['get', 'kind'], 'building']),
    label('landmark-name', 'label', 'point', 15, 12, ['==', ['get', 'kind'], 'landmark']),
    label('region-name', 'label', 'point', 11, 13, [
      'match',
      ['get', 'kind'],
      ['district', 'street', 'community'],
      true,
      false,
    ]),
    ...overlays.flatMap(({ layers }) => layers),
  ],
})

const land = (layer: string) => ({ source: 'land', 'source-layer': layer })

const flatBuildings = (): LayerSpecification => ({
  id: 'building',
  type: 'fill',
  ...land('building'),
  minzoom: 14,
  paint: { 'fill-color': colour('--map-building'), 'fill-outline-color': colour('--map-road') },
})

const tallBuildings = (): LayerSpecification => ({
  id: 'building',
  type: 'fill-extrusion',
  ...land('building'),
  minzoom: 14,
  paint: {
    'fill-extrusion-color': colour('--map-building'),
    'fill-extrusion-height': ['coalesce', ['get', 'height'], 0],
    'fill-extrusion-opacity': 0.85,
  },
})

const label = (
  id: string,
  layer: string,
  placement: 'point' | 'line',
  minzoom: number,
  size: number,
  filter?: Extract<LayerSpecification, { type: 'symbol' }>['filter'],
): LayerSpecification => ({
  id,
  type: 'symbol',
  ...land(layer),
  minzoom,
  ...(filter && { filter }),
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
})
