import {
  type InfiniteData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { App } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Asked, Got } from '@/shared/api/types'

export type PlanPage = Got<'/api/patrol/plans/{id}'>
export type PlanRow = Got<'/api/patrol/plans'>['items'][number]
export type PlanPlace = PlanPage['places'][number]
export type PlanFilter = Pick<Asked<'/api/patrol/plans'>, 'open' | 'kind' | 'mine'>

export const kinds = ['sweep', 'watch', 'campaign', 'census'] as const

const planKey = (id: string) => ['patrol-plan', id]
const listKey = ['patrol-plans']

export const usePlans = (filter: PlanFilter) =>
  useInfiniteQuery({
    queryKey: [...listKey, filter],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/patrol/plans', {
          params: { query: pageParam ? { ...filter, cursor: pageParam } : filter },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    select: ({ pages }: InfiniteData<Got<'/api/patrol/plans'>>) => pages.flatMap(({ items }) => items),
  })

export const usePlan = (id: string) =>
  useQuery({
    queryKey: planKey(id),
    queryFn: () => body(api.GET('/api/patrol/plans/{id}', { params: { path: { id } } })),
  })

export const useInspectors = (wanted = true) =>
  useQuery({
    queryKey: [...listKey, 'inspectors'],
    queryFn: () => body(api.GET('/api/patrol/plans/inspectors')),
    enabled: wanted,
  })

/** Who may answer for a plan of one's own unit. */
export const useOwners = () =>
  useQuery({
    queryKey: [...listKey, 'owners'],
    queryFn: () => body(api.GET('/api/patrol/plans/owners')),
  })

/** Where the same comes again and again, over so many days. */
export const useHotPlaces = (days: number) =>
  useQuery({
    queryKey: [...listKey, 'hot', days],
    queryFn: () => body(api.GET('/api/patrol/plans/hot', { params: { query: { days } } })),
  })

export type HotPlace = Got<'/api/patrol/plans/hot'>['items'][number]

/** What stands near a case; asked once its number is whole. */
export const useNear = (number: string) =>
  useQuery({
    queryKey: [...listKey, 'near', number],
    queryFn: () => body(api.GET('/api/patrol/plans/near', { params: { query: { number } } })),
    enabled: number.replace(/\D/g, '').length === 16,
    retry: false,
  })

/** Everything of the class and owner of a component in one's jurisdiction, of its age too when that is wanted. */
export const readKind = (code: string, sameAge: boolean) =>
  body(api.GET('/api/patrol/plans/kind', { params: { query: { code, ...(sameAge && { yearsApart: 3 }) } } }))

/** Every block of the street of about the age of that of a case. */
export const readBlocks = (number: string) =>
  body(api.GET('/api/patrol/plans/blocks', { params: { query: { number } } }))

/** What stands in an area, of one class or of all. */
export const readArea = (area: string, classCode: string) =>
  body(api.GET('/api/patrol/plans/area', { params: { query: { area, ...(classCode && { classCode }) } } }))

/** Something is done to a plan. What it answers becomes the page; a refusal stays in `error` and nothing typed is touched. */
export const usePlanChange = <T>(
  send: (typed: T) => Promise<PlanPage>,
  told: string,
  after?: (page: PlanPage) => void,
) => {
  const queries = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: send,
    onSuccess: (page) => {
      queries.setQueryData(planKey(page.id), page)
      void queries.invalidateQueries({ queryKey: listKey })
      void message.success(told)
      after?.(page)
    },
  })
}

export const photoAt = (plan: string, photo: string, size: 'thumb' | 'display') =>
  `/api/patrol/plans/${plan}/photos/${photo}?size=${size}`
