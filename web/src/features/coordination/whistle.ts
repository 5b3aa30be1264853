import {
  type InfiniteData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback, useState } from 'react'
import { api, body } from '@/shared/api/client'
import type { Asked, Got } from '@/shared/api/types'
import { type Notice, useNotices } from '@/shared/live/live'

export type WhistlePage = Got<'/api/whistles/{id}'>
export type WhistleRow = Got<'/api/whistles'>['items'][number]
export type Task = WhistlePage['tasks'][number]
export type Summons = WhistlePage['summons'][number]
export type Finding = WhistlePage['findings'][number]
export type Template = Got<'/api/settings/whistle-templates'>[number]
export type WhistleFilter = Pick<Asked<'/api/whistles'>, 'part' | 'open' | 'caseId'>

export const kinds = ['emergency', 'jointInspection', 'keyWork'] as const

const whistleKey = (id: string) => ['whistle', id]
const listKey = ['whistles']
const templatesKey = ['settings', 'whistle-templates']

const read = (id: string) => body(api.GET('/api/whistles/{id}', { params: { path: { id } } }))

/** The whistles that concern one's units, page by page. */
export const useWhistles = (filter: WhistleFilter) =>
  useInfiniteQuery({
    queryKey: [...listKey, filter],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/whistles', {
          params: { query: pageParam ? { ...filter, cursor: pageParam } : filter },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    select: ({ pages }: InfiniteData<Got<'/api/whistles'>>) => pages.flatMap(({ items }) => items),
  })

/** Whether a whistle that concerns one's units changed since the list was shown, and a way to look again. */
export const useWhistleNews = () => {
  const queries = useQueryClient()
  const [news, setNews] = useState(false)
  useNotices(
    'whistle',
    useCallback(() => setNews(true), []),
  )
  const takeIn = () => {
    setNews(false)
    void queries.invalidateQueries({ queryKey: listKey })
  }
  return { news, takeIn }
}

export const useWhistle = (id: string) => useQuery({ queryKey: whistleKey(id), queryFn: () => read(id) })

/** A newer page than the one that is shown, when somebody else changed it: taken in when a person asks for it. */
export const useNewer = (page: WhistlePage) => {
  const queries = useQueryClient()
  const [latest, setLatest] = useState<WhistlePage>()
  useNotices(
    'whistle',
    useCallback(
      ({ id }: Notice) => {
        // Two reads may answer in the other order: what is newer stays.
        const keep = (read: WhistlePage) =>
          setLatest((had) => (had?.id === read.id && had.version > read.version ? had : read))
        if (id === page.id) void read(id).then(keep, () => undefined)
      },
      [page.id],
    ),
  )
  const isNewer = latest !== undefined && latest.version > page.version
  const takeIn = () => queries.setQueryData(whistleKey(page.id), latest)
  return { isNewer, takeIn }
}

/** Something is done to a whistle. What it answers becomes the page; a refusal stays in `error` and nothing typed is touched. */
export const useAct = <T>(
  send: (typed: T) => Promise<WhistlePage>,
  told: string,
  after?: (page: WhistlePage) => void,
) => {
  const queries = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: send,
    onSuccess: (page) => {
      queries.setQueryData(whistleKey(page.id), page)
      void queries.invalidateQueries({ queryKey: listKey })
      // The chain of each case tells it too.
      for (const { id } of page.cases) void queries.invalidateQueries({ queryKey: ['case', id] })
      void message.success(told)
      after?.(page)
    },
  })
}

/** The version that a change is made on: the server refuses it when somebody was faster. */
export type OnVersion = { 'If-Match': string }

/** Something is done to a whistle as its page shows it. */
export const useChange = <T>(
  page: WhistlePage,
  send: (typed: T, headers: OnVersion) => Promise<WhistlePage>,
  told: string,
  after?: () => void,
) => useAct((typed: T) => send(typed, { 'If-Match': `"${page.version}"` }), told, after)

/** Takes in what the page of a whistle is by now. */
export const useReload = () => {
  const queries = useQueryClient()
  return () => void queries.invalidateQueries({ queryKey: ['whistle'] })
}

export const useTemplates = () =>
  useQuery({
    queryKey: templatesKey,
    queryFn: () => body(api.GET('/api/settings/whistle-templates')),
  })

export const useSaveTemplate = (onSaved: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (template: Template) =>
      body(
        api.PUT('/api/settings/whistle-templates/{code}', {
          params: { path: { code: template.code } },
          body: template,
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: templatesKey })
      onSaved()
    },
  })
}

export const useLeaders = (wanted: boolean) =>
  useQuery({
    queryKey: ['whistles', 'leaders'],
    queryFn: () => body(api.GET('/api/whistles/leaders')),
    enabled: wanted,
  })

export const useFigures = (days: { from: string; to: string }) =>
  useQuery({
    queryKey: ['whistles', 'figures', days],
    queryFn: () => body(api.GET('/api/whistles/figures', { params: { query: days } })),
  })

/** Where a picture of a whistle is. */
export const photoAt = (whistle: string, photo: string, size: 'thumb' | 'display') =>
  `/api/whistles/${whistle}/attachments/${photo}?size=${size}`

/** Where a unit stands that was called. */
export const standingOf = ({ acknowledgedAt, arrivedAt, inTime }: Summons, closed: boolean) =>
  arrivedAt ? (inTime ? 'inTime' : 'late') : closed ? 'absent' : acknowledgedAt ? 'acknowledged' : 'waiting'
