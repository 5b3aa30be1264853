import { deepestTiles } from '@/shared/map/city-style'
import type { Box } from './area'

/** From where on the map asks for tiles (`shared/map/city-style.ts`). */
const shallowest = 8

/** Which tiles of the land are kept. */
export interface AreaTiles {
  /** Below this the map is drawn from these. */
  deepest: number
  /** Their addresses. */
  paths: string[]
}

const column = (lon: number, zoom: number) => Math.floor(((lon + 180) / 360) * 2 ** zoom)

const row = (lat: number, zoom: number) => {
  const radians = (lat * Math.PI) / 180
  return Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * 2 ** zoom)
}

const atZoom = ([west, south, east, north]: Box, zoom: number): string[] => {
  const paths: string[] = []
  for (let x = column(west, zoom); x <= column(east, zoom); x++)
    for (let y = row(north, zoom); y <= row(south, zoom); y++)
      paths.push(`/api/city/tiles/land/${zoom}/${x}/${y}.mvt`)
  return paths
}

/** The tiles that cover a box, from afar to close, as deep as `most` of them reach: a street to its doors, a city to its streets. */
export const tilesOf = (box: Box, most: number): AreaTiles => {
  const kept: AreaTiles = { deepest: shallowest, paths: atZoom(box, shallowest) }
  for (let zoom = shallowest + 1; zoom <= deepestTiles; zoom++) {
    const more = atZoom(box, zoom)
    if (kept.paths.length + more.length > most) break
    kept.deepest = zoom
    kept.paths.push(...more)
  }
  return kept
}
