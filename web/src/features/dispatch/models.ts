import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'

export type Models = Got<'/api/dispatch/models'>
export type Model = Models['models'][number]
export type Comparison = Got<'/api/dispatch/models/compare'>

const modelsKey = ['models']

export const useModels = () =>
  useQuery({ queryKey: modelsKey, queryFn: () => body(api.GET('/api/dispatch/models')) })

/** Both lead to another model in force; the list is read anew. */
const useChange = <T>(send: (wanted: T) => Promise<unknown>, onDone: (wanted: T) => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: async (_, wanted) => {
      await queries.invalidateQueries({ queryKey: modelsKey })
      onDone(wanted)
    },
  })
}

export const usePutInForce = (onDone: (wanted: { number: number }) => void) =>
  useChange(
    (wanted: { number: number; seen: number }) =>
      body(api.POST('/api/dispatch/models/in-force', { body: wanted })),
    onDone,
  )

export const useGoBack = (onDone: () => void) =>
  useChange(
    (wanted: { seen: number }) => body(api.POST('/api/dispatch/models/back', { body: wanted })),
    onDone,
  )

export const useCompare = () =>
  useMutation({
    mutationFn: (pair: { first: number; second: number }) =>
      body(api.GET('/api/dispatch/models/compare', { params: { query: pair } })),
  })
