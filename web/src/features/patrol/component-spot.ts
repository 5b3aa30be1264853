import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { LngLat } from '@/shared/map/points'
import { keptComponents, keptSpot } from './area/kept-components'

/** Where a component stands, by the registry. */
interface ComponentSpot {
  name: string
  at: LngLat
}

const find = async (code: string): Promise<ComponentSpot | null> => {
  try {
    const { name, lon, lat } = await body(
      api.GET('/api/components/tags/{code}', { params: { path: { code } } }),
    )
    return typeof lon === 'number' && typeof lat === 'number' ? { name, at: [lon, lat] } : null
  } catch {
    const kept = await keptComponents()
    return (kept && keptSpot(kept, code)) ?? null
  }
}

/**
 * Where the component stands that was scanned or typed: told by the platform, or by what the phone keeps. Not knowing it is no fault:
 * the point can be picked on the map.
 */
export const useComponentSpot = (code: string | undefined, wanted: boolean): ComponentSpot | null =>
  useQuery({
    queryKey: ['components', 'spot', code],
    queryFn: () => find(code as string),
    enabled: wanted && code !== undefined,
    retry: false,
    networkMode: 'always',
  }).data ?? null
