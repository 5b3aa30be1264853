import type { LngLat } from '@/shared/map/points'
import { type NearComponents, useNearComponents } from '@/shared/reference/near-components'
import { moment } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { keptComponents, nearestKept } from './area/kept-components'
import { useWords } from './area/words'

const readKept = async (at: LngLat, within: number, most: number): Promise<NearComponents> => {
  const kept = await keptComponents()
  return kept ? { near: nearestKept(kept, at, within, most), keptAt: kept.at } : { near: [] }
}

/** What stands around an inspector; without a network, of what the phone keeps. */
export const useNearInField = (at: LngLat | null) => useNearComponents(at, readKept)

/** Says that a list is not of now. */
export function KeptSince({ at }: { at: number | undefined }) {
  const say = useWords()
  const now = useNow()
  return at === undefined ? null : (
    <p className="hint">{say('keptList', { at: moment(new Date(at), now) })}</p>
  )
}
