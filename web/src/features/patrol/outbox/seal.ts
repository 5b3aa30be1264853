import type { ReportContent } from './store'

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Browsers hash on pages over https only. */
const canHash = () => typeof crypto.subtle !== 'undefined'

const sha256 = async (bytes: BufferSource): Promise<string> =>
  hex(await crypto.subtle.digest('SHA-256', bytes))

type Sealed = Pick<ReportContent, 'lon' | 'lat' | 'accuracyMetres' | 'foundAt' | 'text'>

/**
 * The seal of a finding: SHA-256 over where, when, which photos and which words. The server makes the same bytes
 * (`src/Jiban.Patrol/FindingSeal.cs`, where they are described); undefined where the browser can't hash.
 */
export const sealOf = async (
  { lon, lat, accuracyMetres, foundAt, text }: Sealed,
  photos: readonly ArrayBuffer[],
): Promise<string | undefined> => {
  if (!canHash()) return undefined
  const hashes = await Promise.all(photos.map(sha256))
  const lines = [
    'jiban finding 1',
    Math.round(lon * 1e7),
    Math.round(lat * 1e7),
    accuracyMetres === null ? '-' : Math.round(accuracyMetres * 10),
    Date.parse(foundAt),
    hashes.length,
    ...hashes,
    text,
  ]
  return sha256(new TextEncoder().encode(lines.join('\n')))
}
