import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import { Refused } from '@/shared/api/problem'
import type { LngLat } from '@/shared/map/points'
import { moment } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { keptComponents, type Near, nearestKept } from './area/kept-components'
import { useWords } from './area/words'

const nearMetres = 100
const mostNear = 10

/** What stands around a point. */
interface NearComponents {
  near: readonly Near[]
  /** When that was told, where it is from what the phone keeps. */
  keptAt?: number
}

const readKept = async (at: LngLat): Promise<NearComponents> => {
  const kept = await keptComponents()
  return kept ? { near: nearestKept(kept, at, nearMetres, mostNear), keptAt: kept.at } : { near: [] }
}

const isAway = (fault: unknown) =>
  fault instanceof Refused && (fault.slug === 'offline' || fault.status >= 502)

const read = async (at: LngLat): Promise<NearComponents> => {
  const [lon, lat] = at
  try {
    const query = { lon, lat, within: nearMetres, limit: mostNear }
    return { near: await body(api.GET('/api/components/nearest', { params: { query } })) }
  } catch (fault) {
    if (isAway(fault)) return readKept(at)
    throw fault
  }
}

const nothing: NearComponents = { near: [] }

/** What stands around a point; without a network, of what the phone keeps. No list is no fault: the identifier can be typed. */
export const useNearComponents = (at: LngLat | null): NearComponents =>
  useQuery({
    queryKey: ['components-near', at],
    queryFn: () => read(at as LngLat),
    enabled: at !== null,
    retry: false,
    networkMode: 'always',
    refetchOnReconnect: 'always',
  }).data ?? nothing

/** Says that a list is not of now. */
export function KeptSince({ at }: { at: number | undefined }) {
  const say = useWords()
  const now = useNow()
  return at === undefined ? null : (
    <p className="hint">{say('keptList', { at: moment(new Date(at), now) })}</p>
  )
}
