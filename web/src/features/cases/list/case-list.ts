import { type InfiniteData, type QueryClient, useInfiniteQuery } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { CaseList, CasePage, CaseRow, CaseState } from '@/shared/api/types'
import { type Filter, toQuestion } from './filter'

const pageSize = 50
const listKey = ['case-list']

/** The list of a filter, page by page. */
export const useCaseList = (filter: Filter) =>
  useInfiniteQuery({
    queryKey: [...listKey, filter],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/cases', {
          params: {
            query: { ...toQuestion(filter), limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    // The list moves only when a person asks for what is new.
    staleTime: Number.POSITIVE_INFINITY,
  })

export const rowsOf = (list: InfiniteData<CaseList> | undefined): CaseRow[] =>
  list?.pages.flatMap(({ items }) => items) ?? []

/** How many stand in each stage when one has gone from one to another. */
const recounted = (counts: CaseList['counts'], from: CaseState, to: CaseState): CaseList['counts'] =>
  counts && from !== to ? { ...counts, [from]: Math.max(0, counts[from] - 1), [to]: counts[to] + 1 } : counts

/** Brings the row of a case up to its page in every list that holds it, without moving it; the tabs count it where it stands now. */
export const bringUpToDate = (queries: QueryClient, page: CasePage) =>
  queries.setQueriesData<InfiniteData<CaseList>>({ queryKey: listKey }, (list) => {
    const before = rowsOf(list).find(({ id }) => id === page.id)
    return (
      list &&
      before && {
        ...list,
        pages: list.pages.map((one) => ({
          ...one,
          counts: recounted(one.counts, before.state, page.state),
          items: one.items.map((row) =>
            row.id === page.id
              ? {
                  ...row,
                  state: page.state,
                  unit: page.unit,
                  version: page.version,
                  dueAt: page.nextDue?.dueAt ?? null,
                  dueKind: page.nextDue?.kind ?? null,
                }
              : row,
          ),
        })),
      }
    )
  })

/** Asks for every list anew. */
export const refreshLists = (queries: QueryClient) => queries.invalidateQueries({ queryKey: listKey })

/** Asks anew which cases are joined to a leading one. */
export const refreshMembers = (queries: QueryClient, incident: string) =>
  queries.invalidateQueries({ queryKey: [...listKey, { incident }] })

/** The address of the file with the same cases. */
export const exportAddress = (filter: Filter): string => {
  const question = new URLSearchParams(
    Object.entries(toQuestion(filter)).map(([name, value]): [string, string] => [name, String(value)]),
  )
  return `/api/cases/export?${question}`
}
