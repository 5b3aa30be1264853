import { type InfiniteData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { useNotices } from '@/shared/live/live'

type Page = Got<'/api/notices'>
export type Notice = Page['items'][number]

const key = ['notices']

/** What one was told lately, page by page; asked anew when the live channel says so. */
export const useOwnNotices = () => {
  const queries = useQueryClient()
  const again = useCallback(() => void queries.invalidateQueries({ queryKey: key }), [queries])
  useNotices('notice', again)
  useNotices('refresh', again)
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) =>
      body(api.GET('/api/notices', { params: { query: pageParam ? { cursor: pageParam } : {} } })),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next ?? undefined,
    // What the live channel lost is found all the same.
    refetchInterval: 60_000,
  })
}

export const noticesOf = (pages: InfiniteData<Page> | undefined): readonly Notice[] =>
  pages?.pages.flatMap(({ items }) => items) ?? []

/** Marks notices as read: some, or all up to one. They look read at once. */
export const useReading = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (read: { ids: number[] } | { upTo: number }) =>
      body(api.POST('/api/notices/read', { body: read })),
    onMutate: (read) => {
      const isRead = ({ id }: Notice) => ('ids' in read ? read.ids.includes(id) : id <= read.upTo)
      queries.setQueryData<InfiniteData<Page>>(
        key,
        (before) =>
          before && {
            ...before,
            pages: before.pages.map((page) => ({
              ...page,
              unread: 'ids' in read ? Math.max(0, page.unread - 1) : 0,
              items: page.items.map((one) => (isRead(one) ? { ...one, read: true } : one)),
            })),
          },
      )
    },
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  })
}

/** Tells of the notices that came since the page was opened; those that were there say nothing. */
export const useNews = (
  items: readonly Notice[],
  loaded: boolean,
  tell: (news: readonly Notice[]) => void,
) => {
  const newest = useRef<number>(undefined)
  useEffect(() => {
    if (!loaded) return
    const last = newest.current
    newest.current = Math.max(last ?? 0, ...items.map(({ id }) => id))
    if (last === undefined) return
    const news = items.filter(({ id, read }) => id > last && !read)
    if (news.length > 0) tell(news)
  }, [items, loaded, tell])
}

/** Where a notice leads. */
export const addressOf = ({ subject, subjectId, kind }: Notice) =>
  subject === 'case'
    ? `/cases/${subjectId}`
    : subject === 'whistle'
      ? `/whistles/${subjectId}`
      : kind === 'workLeft'
        ? `/cases?signer=${subjectId}`
        : kind === 'deadLetter'
          ? '/exchange'
          : kind === 'dispatched'
            ? '/cases?state=dispatched'
            : '/cases'
