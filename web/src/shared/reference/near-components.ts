import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import type { LngLat } from '@/shared/map/points'

export type NearComponent = Got<'/api/components/nearest'>[number]

const nearMetres = 100
const mostNear = 10

/** What stands around a point. Without a network there is no list, and no fault: the identifier can be typed. */
export const useNearComponents = (at: LngLat | null) =>
  useQuery({
    queryKey: ['components', 'near', at],
    queryFn: () => {
      const [lon, lat] = at ?? []
      return body(
        api.GET('/api/components/nearest', {
          params: { query: { lon, lat, within: nearMetres, limit: mostNear } },
        }),
      )
    },
    enabled: at !== null,
    retry: false,
  })
