import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import { Refused } from '@/shared/api/problem'
import type { Got } from '@/shared/api/types'
import type { LngLat } from '@/shared/map/points'

export type NearComponent = Got<'/api/components/nearest'>[number]

/** What stands around a point, nearest first. */
export interface NearComponents {
  near: readonly NearComponent[]
  /** When that was told, where it is from what the device keeps. */
  keptAt?: number
}

const nearMetres = 100
const mostNear = 10

const isAway = (fault: unknown) =>
  fault instanceof Refused && (fault.slug === 'offline' || fault.status >= 502)

const nothing: NearComponents = { near: [] }

/**
 * What stands around a point; where the platform can't be reached, what `whenAway` gives. No list is no fault: the identifier
 * can be typed.
 */
export const useNearComponents = (
  at: LngLat | null,
  whenAway?: (at: LngLat, within: number, most: number) => Promise<NearComponents>,
): NearComponents =>
  useQuery({
    queryKey: ['components', 'near', at],
    queryFn: async (): Promise<NearComponents> => {
      const [lon, lat] = at as LngLat
      try {
        const query = { lon, lat, within: nearMetres, limit: mostNear }
        return { near: await body(api.GET('/api/components/nearest', { params: { query } })) }
      } catch (fault) {
        if (whenAway && isAway(fault)) return whenAway([lon, lat], nearMetres, mostNear)
        throw fault
      }
    },
    enabled: at !== null,
    retry: false,
    networkMode: 'always',
    refetchOnReconnect: 'always',
  }).data ?? nothing
