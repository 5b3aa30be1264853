import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Asked, Got } from '@/shared/api/types'

export type Month = Got<'/api/assessment/periods/{period}'>
export type MonthRow = Month['rows'][number]
export type Revised = Got<'/api/assessment/periods/{period}/revisions/{revision}'>

/** The counts that are a link to their cases. */
export const measures = [
  'accepted',
  'completed',
  'valid',
  'contacted',
  'solved',
  'satisfied',
  'basicallySatisfied',
] as const
/** What a list of cases is asked for: a number of a unit, or what counts in none. */
export type Measure = (typeof measures)[number] | 'leftOut'

export const rates = ['responseRate', 'solutionRate', 'satisfactionRate', 'completionRate'] as const

export const kinds = ['street', 'department', 'utility', 'property', 'community'] as const
export const channelGroups = ['all', 'own', 'line12345'] as const

/** Which ranking of a period: as it stands in the address. */
export interface Question {
  kind: (typeof kinds)[number]
  channels: (typeof channelGroups)[number]
  live: boolean
}

const oneOf = <T extends string>(values: readonly T[], value: string | null, otherwise: T): T =>
  values.find((one) => one === value) ?? otherwise

export const questionOf = (address: URLSearchParams): Question => ({
  kind: oneOf(kinds, address.get('kind'), 'street'),
  channels: oneOf(channelGroups, address.get('channels'), 'all'),
  live: address.get('live') === 'true',
})

/** What goes to the server, and into the addresses of the cases behind a number. */
export const asked = ({
  kind,
  channels,
  live,
}: Question): NonNullable<Asked<'/api/assessment/periods/{period}'>> => ({
  kind,
  channels,
  ...(live ? { live: true } : {}),
})

export const usePeriods = () =>
  useQuery({ queryKey: ['periods'], queryFn: () => body(api.GET('/api/assessment/periods')) })

export const useMonth = (period: string, question: Question) =>
  useQuery({
    queryKey: ['month', period, question],
    queryFn: () =>
      body(
        api.GET('/api/assessment/periods/{period}', { params: { path: { period }, query: asked(question) } }),
      ),
    placeholderData: keepPreviousData,
  })

export const useRevision = (period: string, revision: number, question: Question) =>
  useQuery({
    queryKey: ['revision', period, revision, question],
    queryFn: () =>
      body(
        api.GET('/api/assessment/periods/{period}/revisions/{revision}', {
          params: { path: { period, revision }, query: asked({ ...question, live: false }) },
        }),
      ),
  })

/** The cases that a number counts: exactly as many as it says. */
export const useCountedCases = (period: string, address: URLSearchParams) => {
  const [measure, why, unit, revision] = ['measure', 'why', 'unit', 'revision'].map((name) =>
    address.get(name),
  )
  return useInfiniteQuery({
    queryKey: ['counted', period, address.toString()],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/assessment/periods/{period}/cases', {
          params: {
            path: { period },
            query: {
              ...asked(questionOf(address)),
              ...(measure ? { measure } : {}),
              ...(why ? { why } : {}),
              ...(unit ? { unit } : {}),
              ...(revision ? { revision: Number(revision) } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  })
}

export const usePublish = (period: string) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (note: string) =>
      body(
        api.POST('/api/assessment/periods/{period}/publish', {
          params: { path: { period } },
          body: note.trim() ? { note: note.trim() } : {},
        }),
      ),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['month', period] }),
        queries.invalidateQueries({ queryKey: ['periods'] }),
      ]),
  })
}

/** The address of the table as a file. */
export const exportAddress = (period: string, question: Question): string =>
  `/api/assessment/periods/${period}/export?${new URLSearchParams(
    Object.entries(asked(question)).map(([name, value]): [string, string] => [name, String(value)]),
  )}`
