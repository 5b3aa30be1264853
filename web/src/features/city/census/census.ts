import {
  type InfiniteData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Got, Sent, Taken } from '@/shared/api/types'
import { sendFile } from '@/shared/api/upload'

export type CensusHead = Got<'/api/censuses'>[number]
export type CensusItem = Got<'/api/censuses/{id}'>['items'][number]
export type CensusReport = Taken<'/api/censuses'>
type Decision = Sent<'/api/censuses/{id}/decisions'>

export const changes = ['new', 'moved', 'changed', 'gone'] as const
export type CensusChange = (typeof changes)[number]

/** The form of a file by its name; undefined when it is none that can be read. */
export const formatOf = (name: string) => {
  const end = name.toLowerCase().split('.').at(-1) ?? ''
  return { csv: 'csv', geojson: 'geojson', json: 'geojson', xlsx: 'xlsx', zip: 'shapefile' }[end]
}

/** What is told beside the file. */
export interface Taking {
  file: File
  name: string
  area?: string
  /** Columns by the abbreviation of their field, for those that are called otherwise. */
  map: Readonly<Record<string, string>>
  dryRun: boolean
  /** How many faulty lines were seen and are left out. */
  leaveOut?: number
}

/** The address that a file is sent to. */
export const addressOf = ({ file, name, area, map, dryRun, leaveOut }: Taking) => {
  const query = new URLSearchParams({ format: formatOf(file.name) ?? '', name, dryRun: String(dryRun) })
  if (area) query.set('area', area)
  if (leaveOut) query.set('leaveOut', String(leaveOut))
  for (const [field, column] of Object.entries(map)) query.append('map', `${field}:${column}`)
  return `/api/censuses?${query}`
}

export const useTake = (onShare: (share: number) => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (taking: Taking) =>
      (await sendFile(addressOf(taking), taking.file, { onShare })) as CensusReport,
    onSuccess: ({ id }) => id && queries.invalidateQueries({ queryKey: ['censuses'] }),
  })
}

export const useCensuses = () =>
  useQuery({ queryKey: ['censuses'], queryFn: () => body(api.GET('/api/censuses', {})) })

/** The lines of one that were left out, with every reason. */
export const useLeftOut = (id: string) =>
  useQuery({
    queryKey: ['census-left-out', id],
    queryFn: () => body(api.GET('/api/censuses/{id}/left-out', { params: { path: { id } } })),
    // What was left out stays what it is.
    staleTime: Number.POSITIVE_INFINITY,
  })

/** The differences of one, page by page. */
export const useCensus = (id: string, change: string | undefined, open: boolean) =>
  useInfiniteQuery({
    queryKey: ['census', id, change, open],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/censuses/{id}', {
          params: { path: { id }, query: { after: pageParam, open, ...(change ? { change } : {}) } },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next ?? undefined,
    select: ({ pages }: InfiniteData<Got<'/api/censuses/{id}'>>) => ({
      census: pages[0]?.census,
      items: pages.flatMap(({ items }) => items),
    }),
  })

export const useDecide = (id: string) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (decision: Decision) =>
      body(api.POST('/api/censuses/{id}/decisions', { params: { path: { id } }, body: decision })),
    onSuccess: () =>
      Promise.all(
        [['census', id], ['censuses'], ['components']].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  })
}
