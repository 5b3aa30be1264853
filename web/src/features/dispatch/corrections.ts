import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'

export type Corrections = Got<'/api/dispatch/corrections'>
export type Correction = Corrections['items'][number]

const correctionsKey = ['corrections']
const pathOf = ({ caseId, seq }: Correction) => ({ params: { path: { id: caseId, seq } } })

export const useCorrections = () =>
  useInfiniteQuery({
    queryKey: correctionsKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/dispatch/corrections', {
          params: { query: pageParam ? { before: pageParam } : {} },
        }),
      ),
    getNextPageParam: ({ before }) => before ?? undefined,
  })

const useChange = <T>(send: (wanted: T) => Promise<unknown>, onDone?: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: correctionsKey })
      onDone?.()
    },
  })
}

export const useLeaveOut = (onDone: () => void) =>
  useChange(
    ({ why, ...one }: Correction & { why: string }) =>
      body(api.PUT('/api/dispatch/corrections/{id}/{seq}/left-out', { ...pathOf(one), body: { why } })),
    onDone,
  )

export const useTakeIn = () =>
  useChange((one: Correction) =>
    body(api.DELETE('/api/dispatch/corrections/{id}/{seq}/left-out', pathOf(one))),
  )
