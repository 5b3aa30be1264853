import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback, useState } from 'react'
import { api, body } from '@/shared/api/client'
import type { CasePage } from '@/shared/api/types'
import { type CaseChange, useLive } from '@/shared/live/live'
import { bringUpToDate } from '../list/case-list'

const caseKey = (id: string) => ['case', id]

/** One case, with what the one who asks may do now. */
export const useCase = (id: string) =>
  useQuery({
    queryKey: caseKey(id),
    queryFn: () => body(api.GET('/api/cases/{id}', { params: { path: { id } } })),
  })

/** Asks for a case anew. */
export const refreshCase = (queries: QueryClient, id: string) =>
  queries.invalidateQueries({ queryKey: caseKey(id) })

/** Whether the case was changed by somebody else since it was shown. */
export const useChangedElsewhere = ({ id, version }: CasePage): boolean => {
  const [latest, setLatest] = useState(version)
  useLive(
    useCallback(
      (change: CaseChange) => {
        if (change.id === id) setLatest(change.version)
      },
      [id],
    ),
  )
  return latest > version
}

/** The version that an edit is made on: the server refuses it when somebody was faster. */
export type OnVersion = { 'If-Match': string }

/**
 * An operation on a case. What it answers becomes the page at once; a refusal stays in `error` and nothing that was typed is
 * touched.
 */
export const useOperation = <T>(
  page: CasePage,
  send: (typed: T, headers: OnVersion, id: string) => Promise<CasePage>,
  told: (after: CasePage) => string,
  after?: () => void,
) => {
  const queries = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: (typed: T) => send(typed, { 'If-Match': `"${page.version}"` }, page.id),
    onSuccess: (next) => {
      after?.()
      queries.setQueryData(caseKey(next.id), next)
      bringUpToDate(queries, next)
      void message.success(told(next))
    },
  })
}
