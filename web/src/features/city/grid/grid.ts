import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'

export type CommunityGrid = Got<'/api/city/grid/communities'>[number]
export type GridDifference = Got<'/api/city/grid/difference'>
export type CellChange = GridDifference['cells'][number]['change']

/** What is asked for: squares of so many metres in a community. */
export interface Drawing {
  community: string
  side: number
}

export const useGrids = () =>
  useQuery({
    queryKey: ['grids', 'communities'],
    queryFn: () => body(api.GET('/api/city/grid/communities')),
  })

export const useDifference = (drawing: Drawing | undefined) =>
  useQuery({
    queryKey: ['grids', 'difference', drawing],
    queryFn: () => body(api.GET('/api/city/grid/difference', { params: { query: drawing as Drawing } })),
    enabled: Boolean(drawing),
    // A plan is refused when the city changed after the difference was read: never an old one.
    gcTime: 0,
  })

/** The addresses of the grid that holds and of the drawn one, for the map. */
export const gridAddress = (community: string) => `/api/city/grid?${new URLSearchParams({ area: community })}`
export const draftAddress = ({ community, side }: Drawing) =>
  `/api/city/grid/draft?${new URLSearchParams({ community, side: String(side) })}`

export const usePlanGrid = (onPlanned: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (plan: Drawing & { from: string; version: number }) =>
      body(api.POST('/api/city/grid/plans', { body: plan })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['grids'] })
      onPlanned()
    },
  })
}

export const useWithdrawPlan = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (community: string) =>
      body(api.DELETE('/api/city/grid/plans/{community}', { params: { path: { community } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['grids'] }),
  })
}
