import { type InfiniteData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'

export type ComponentRow = Got<'/api/components'>['items'][number]
export type ComponentPage = Got<'/api/components/{id}'>

export const states = ['intact', 'damaged', 'lost', 'abandoned', 'removed'] as const

/** What is asked for; everything is optional. */
export interface ComponentFilter {
  q?: string
  classCode?: string
  state?: string
  /** The beginning of a grid code: a street, a community, a cell. */
  area?: string
  /** Who answers for it, in a role or in any. */
  unitId?: string
  role?: string
  /** What its record lacks. */
  lack?: string
  day?: string
  /** Of a list alone: `code`, `class`, `name`, `state`, `changed`, with a minus before it falling. */
  sort?: string
}

/** What a record can lack though it was sound when it was entered. */
export const lacks = [
  'any',
  'cell',
  'surveyedPosition',
  'authority',
  'owner',
  'maintainer',
  'creditCode',
  'class',
  'listedValue',
] as const

/** The registry page by page, with how many there are. */
export const useComponents = (filter: ComponentFilter) =>
  useInfiniteQuery({
    queryKey: ['components', filter],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/components', {
          params: { query: pageParam ? { ...filter, cursor: pageParam } : filter },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    select: ({ pages }: InfiniteData<Got<'/api/components'>>) => ({
      rows: pages.flatMap(({ items }) => items),
      total: Number(pages[0]?.total ?? 0),
    }),
  })

/** One component, as it stood at the end of a day; today without one. */
export const useComponent = (id: string, day?: string) =>
  useQuery({
    queryKey: ['component', id, day],
    queryFn: () =>
      body(api.GET('/api/components/{id}', { params: { path: { id }, query: day ? { day } : {} } })),
  })

/** The cases about a component that whoever asks may see, the latest first. */
export const useCasesOf = (code: string) =>
  useQuery({
    queryKey: ['component-cases', code],
    queryFn: () => body(api.GET('/api/cases', { params: { query: { component: code, sort: 'received' } } })),
    select: ({ items }) => items,
  })

/** What the classes allow of an attribute, today. */
export const useClassLists = (day?: string) =>
  useQuery({
    queryKey: ['class-lists', day],
    queryFn: () => body(api.GET('/api/component-classes/lists', { params: { query: day ? { day } : {} } })),
  })

/** The classes of both generations that are in force on a day, today without one. */
export const useComponentClasses = (day?: string) =>
  useQuery({
    queryKey: ['component-classes', day],
    queryFn: () => body(api.GET('/api/component-classes', { params: { query: day ? { day } : {} } })),
    staleTime: Number.POSITIVE_INFINITY,
  })
