/** A point in WGS-84 as `[longitude, latitude]`, not to be confused with a place on the screen. */
export type LngLat = readonly [lon: number, lat: number] & { readonly brand?: 'wgs84' }

/** A point from the two numbers an answer may hold. */
export const lngLat = (lon?: number | null, lat?: number | null): LngLat | undefined =>
  typeof lon === 'number' && typeof lat === 'number' ? [lon, lat] : undefined

/** `121.47310°E 31.23040°N`: five decimals are one metre. */
export const coordinates = ([lon, lat]: LngLat): string =>
  `${Math.abs(lon).toFixed(5)}°${lon < 0 ? 'W' : 'E'} ${Math.abs(lat).toFixed(5)}°${lat < 0 ? 'S' : 'N'}`
