import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { type Rule, rulesKey } from './rules'

export type DraftHead = Got<'/api/dispatch/drafts'>[number]
export type DraftPage = Got<'/api/dispatch/drafts/{id}'>
export type Difference = DraftPage['differences'][number]

const draftsKey = [...rulesKey, 'drafts']

export const useDrafts = () =>
  useQuery({ queryKey: draftsKey, queryFn: () => body(api.GET('/api/dispatch/drafts')) })

export const useDraft = (id: string) =>
  useQuery({
    queryKey: [...draftsKey, id],
    queryFn: () => body(api.GET('/api/dispatch/drafts/{id}', { params: { path: { id } } })),
  })

/** What changes drafts or the catalogue; all of both is read anew. */
const useSaving = <T, A>(send: (wanted: T) => Promise<A>, onSaved?: (answer: A) => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: async (answer) => {
      await queries.invalidateQueries({ queryKey: rulesKey })
      onSaved?.(answer)
    },
  })
}

export interface NewDraft {
  name: string
  from: string
}

export const useMakeDraft = (onMade: (id: string) => void) =>
  useSaving(
    (wanted: NewDraft) => body(api.POST('/api/dispatch/drafts', { body: wanted })),
    ({ id }) => onMade(id),
  )

/** Sends a sheet; the answer has the draft, or the faults of the sheet by row. */
export const useImport = () =>
  useSaving(({ name, from, file }: NewDraft & { file: Blob }) =>
    body(
      api.POST('/api/dispatch/drafts/import', {
        params: { query: { name, from } },
        headers: { 'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
        body: file as never,
        bodySerializer: () => file,
      }),
    ),
  )

/** Writes a rule into a draft of the version that was looked at. */
export const usePutRule = ({ id, version }: DraftHead, onSaved: () => void) =>
  useSaving(
    ({ code, ...rule }: Rule) =>
      body(
        api.PUT('/api/dispatch/drafts/{id}/rules/{code}', {
          params: { path: { id, code } },
          body: { rule, version },
        }),
      ),
    onSaved,
  )

export const useTakeOut = ({ id, version }: DraftHead) =>
  useSaving(({ code }: Rule) =>
    body(
      api.DELETE('/api/dispatch/drafts/{id}/rules/{code}', {
        params: { path: { id, code }, query: { version } },
      }),
    ),
  )

/** Puts a draft in force that was compared with a version of the catalogue: one that was written since then is looked at first. */
export const useAdopt = ({ draft: { id, version }, catalogue }: DraftPage, onSaved: () => void) =>
  useSaving(
    () =>
      body(
        api.POST('/api/dispatch/drafts/{id}/adopt', {
          params: { path: { id } },
          body: { version, catalogue },
        }),
      ),
    onSaved,
  )

export const useDrop = ({ id, version }: DraftHead, onSaved: () => void) =>
  useSaving(
    () => body(api.DELETE('/api/dispatch/drafts/{id}', { params: { path: { id }, query: { version } } })),
    onSaved,
  )
