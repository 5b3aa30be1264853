import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Got, Taken } from '@/shared/api/types'
import { sendFile } from '@/shared/api/upload'

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

/** A cell that holds, as its survey describes it. */
export interface Cell {
  code: string
  from: string
  /** Square metres. */
  area: number
  /** Of its border, metres. */
  length: number
  landUse?: string
  management?: string
  body?: string
  bodyFrom?: 'survey' | 'territory'
}

/** The cells of a community that hold, without their borders. */
export const useCells = (community: string) =>
  useQuery({
    queryKey: ['grids', 'cells', community],
    queryFn: async () => {
      const grid = (await body(
        api.GET('/api/city/grid', { params: { query: { area: community } } }),
      )) as unknown as { features: { properties: Cell }[] }
      return grid.features.map(({ properties }) => properties)
    },
  })

export type GridReport = Taken<'/api/city/grid/imports'>

/** The form of a file of cells by its name; undefined when it is none that can be read. */
export const formatOf = (name: string) =>
  ({ geojson: 'geojson', json: 'geojson', zip: 'shapefile' })[name.toLowerCase().split('.').at(-1) ?? '']

interface Survey {
  file: File
  /** In which the codes stand, when it has none of the usual names. */
  field: string
  /** Without a day it is only looked at. */
  day?: { from: string; version: number; leaveOut: number }
}

/** Judges a file of cells, and plans them when a day is given. */
export const useImportGrid = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ file, field, day }: Survey) => {
      const query = new URLSearchParams({ format: formatOf(file.name) ?? '' })
      if (field) query.set('field', field)
      if (day) {
        query.set('from', day.from)
        query.set('version', String(day.version))
        if (day.leaveOut) query.set('leaveOut', String(day.leaveOut))
      }
      return (await sendFile(`/api/city/grid/imports?${query}`, file)) as GridReport
    },
    onSuccess: ({ planned }) => planned && queries.invalidateQueries({ queryKey: ['grids'] }),
  })
}

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
