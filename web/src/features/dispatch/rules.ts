import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'

export type Rule = Got<'/api/dispatch/rules'>[number]
export type Thresholds = Got<'/api/dispatch/thresholds'>

/** What a new rule begins with; the version says that there is none yet. */
export const newRule = (from: string): Rule => ({
  code: '',
  classCode: '',
  channels: 'any',
  mode: 'directed',
  units: [],
  confidence: 950,
  from,
  version: 0,
  ownerFirst: false,
  assisting: [],
})

export const rulesKey = ['settings', 'rules']
const thresholdsKey = ['settings', 'thresholds']

export const useRules = () =>
  useQuery({ queryKey: rulesKey, queryFn: () => body(api.GET('/api/dispatch/rules')) })

export const useThresholds = () =>
  useQuery({ queryKey: thresholdsKey, queryFn: () => body(api.GET('/api/dispatch/thresholds')) })

/** Changes a rule on the version that was looked at, then reads all anew. */
export const useChangeRule = (onSaved: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ code, ...rule }: Rule) =>
      body(api.PUT('/api/dispatch/rules/{code}', { params: { path: { code } }, body: rule })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: rulesKey })
      onSaved()
    },
  })
}

/** Takes back a rule that has not begun. */
export const useRemoveRule = (onRemoved: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ code, version }: Rule) =>
      body(api.DELETE('/api/dispatch/rules/{code}', { params: { path: { code }, query: { version } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: rulesKey })
      onRemoved()
    },
  })
}

export const useChangeThresholds = (onSaved: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (thresholds: Thresholds) => body(api.PUT('/api/dispatch/thresholds', { body: thresholds })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: thresholdsKey })
      onSaved()
    },
  })
}

/** The rules whose class is found by a word of its name or the beginning of its code. */
export const matching = (rules: readonly Rule[], nameOf: (code: string) => string, words: string): Rule[] => {
  const sought = words.trim()
  return rules.filter(
    ({ classCode }) => !sought || classCode.startsWith(sought) || nameOf(classCode).includes(sought),
  )
}
