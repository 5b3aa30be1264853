import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import type { LngLat } from '@/shared/map/points'
import { metresBetween } from '@/shared/map/position'
import type { NearComponent } from '@/shared/reference/near-components'
import { now } from '@/shared/time/now'
import { store } from '../outbox/store'
import { type Box, grown, holds } from './area'

/** What stands in the area, in columns, and when that was told. */
export interface KeptComponents {
  box: Box
  /** By the server's clock. */
  at: number
  told: Got<'/api/city/components/area'>
}

export const componentsName = 'components'

/** Fetches what stands in a box and keeps it; the browser asks with the ETag of what it has. */
export const keepComponents = async (box: Box): Promise<void> => {
  const told = await body(
    api.GET('/api/city/components/area', {
      params: { query: { bbox: box.map((one) => one.toFixed(5)).join() } },
    }),
  )
  const value: KeptComponents = { box, at: now().getTime(), told }
  await store.kept.put({ name: componentsName, value })
}

export const keptComponents = async (): Promise<KeptComponents | undefined> =>
  (await store.kept.get(componentsName))?.value as KeptComponents | undefined

/** The components of a box, at most so many, in the order in which they are kept: from the middle of the area outward. */
export const componentsIn = (
  { told }: KeptComponents,
  box: Box,
  most: number,
): Omit<NearComponent, 'metres'>[] => {
  const { codes, kinds, kindOf, states, lonE6, latE6 } = told
  const found: Omit<NearComponent, 'metres'>[] = []
  for (let n = 0; n < codes.length && found.length < most; n++) {
    const at: LngLat = [(lonE6[n] ?? 0) / 1e6, (latE6[n] ?? 0) / 1e6]
    if (!holds(box, at)) continue
    const { classCode = '', name = '' } = kinds[kindOf[n] ?? -1] ?? {}
    found.push({
      code: codes[n] ?? '',
      classCode,
      name,
      state: states[n] as NearComponent['state'],
      lon: at[0],
      lat: at[1],
    })
  }
  return found
}

/** What is kept within some metres of a point, nearest first. */
export const nearestKept = (
  kept: KeptComponents,
  at: LngLat,
  within: number,
  most: number,
): NearComponent[] =>
  componentsIn(kept, grown([at[0], at[1], at[0], at[1]], within), Number.POSITIVE_INFINITY)
    .map((one) => ({ ...one, metres: metresBetween(at, [one.lon, one.lat]) }))
    .filter(({ metres }) => metres <= within)
    .sort((one, other) => one.metres - other.metres)
    .slice(0, most)

/** Where one stands that is kept. */
export const keptSpot = (
  { told }: KeptComponents,
  code: string,
): { name: string; at: LngLat } | undefined => {
  const n = told.codes.indexOf(code)
  if (n < 0) return undefined
  return {
    name: told.kinds[told.kindOf[n] ?? -1]?.name ?? '',
    at: [(told.lonE6[n] ?? 0) / 1e6, (told.latE6[n] ?? 0) / 1e6],
  }
}
