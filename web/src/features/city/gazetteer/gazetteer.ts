import { type InfiniteData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Got, Taken } from '@/shared/api/types'
import { sendFile } from '@/shared/api/upload'
import { formatOf } from '../census/census'

type Page = Got<'/api/city/gazetteer'>
export type Toponym = Page['items'][number]
export type ToponymReport = Taken<'/api/city/gazetteer/imports'>

export const kinds = [
  'road',
  'bridge',
  'busStop',
  'estate',
  'building',
  'school',
  'landmark',
  'community',
  'street',
  'district',
] as const satisfies readonly Toponym['kind'][]

export const differences = ['new', 'changed', 'same', 'gone'] as const

/** The lines that fit, a hundred at a time. */
export const useToponyms = (q: string, kind: string) =>
  useInfiniteQuery({
    queryKey: ['gazetteer', q, kind],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/city/gazetteer', {
          params: {
            query: { ...(q && { q }), ...(kind && { kind }), ...(pageParam && { after: pageParam }) },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
    select: ({ pages }: InfiniteData<Page>) => ({
      total: pages[0]?.total ?? 0,
      items: pages.flatMap(({ items }) => items),
    }),
  })

interface Sending {
  file: File
  /** Lines on record that are not in the file go. */
  whole: boolean
  /** Columns by their field, for those that are called otherwise. */
  map: Readonly<Record<string, string>>
  dryRun: boolean
  /** How many faulty lines were seen and are left out. */
  leaveOut?: number
}

export const addressOf = ({ file, whole, map, dryRun, leaveOut }: Sending) => {
  const query = new URLSearchParams({
    format: formatOf(file.name) ?? '',
    whole: String(whole),
    dryRun: String(dryRun),
  })
  if (leaveOut) query.set('leaveOut', String(leaveOut))
  for (const [field, column] of Object.entries(map)) query.append('map', `${field}:${column}`)
  return `/api/city/gazetteer/imports?${query}`
}

export const useImportToponyms = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (sending: Sending) =>
      (await sendFile(addressOf(sending), sending.file)) as ToponymReport,
    onSuccess: ({ taken }) => taken && queries.invalidateQueries({ queryKey: ['gazetteer'] }),
  })
}
