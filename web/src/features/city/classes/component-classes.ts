import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'

export type ComponentClass = Got<'/api/component-classes'>[number]
export type Scheme = ComponentClass['scheme']
type Settings = Got<'/api/settings/components'>

/** The palette of tokens.css. */
export const colours = ['slate', 'blue', 'teal', 'green', 'olive', 'violet', 'plum'] as const

export const schemes = ['gbt47678', 'gbt30428'] as const

/** Digits of a whole identifier, and of its class: major and minor. */
export const digitsOf = { gbt47678: { code: 17, class: 5 }, gbt30428: { code: 16, class: 4 } } as const

/** What is typed: a name from a day on, or the end of the class on the day before. */
export interface TypedClass {
  code: string
  name: string
  nameEn: string
  colour: ComponentClass['colour']
  withheld?: boolean
  from: string
  ends?: boolean
}

/** The attributes whose values a class may list. */
export const attributes = ['material', 'shape'] as const

/** What is typed of a list: one value a line. */
export interface TypedList {
  attribute: (typeof attributes)[number]
  allowed?: string
  from: string
}

export const useSaveList = ({ scheme, code }: ComponentClass, onSaved: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ attribute, allowed = '', from }: TypedList) =>
      body(
        api.PUT('/api/component-classes/{scheme}/{code}/lists/{attribute}', {
          params: { path: { scheme, code, attribute } },
          body: {
            from,
            allowed: allowed
              .split('\n')
              .map((line) => line.trim())
              .filter(Boolean),
          },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['class-lists'] })
      onSaved()
    },
  })
}

export const useComponentSettings = () =>
  useQuery({
    queryKey: ['component-settings'],
    queryFn: () => body(api.GET('/api/settings/components', {})),
  })

export const useSaveScheme = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (wanted: Pick<Settings, 'scheme' | 'version'>) =>
      body(api.PUT('/api/settings/components', { body: wanted })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['component-settings'] }),
  })
}

export const useSaveClass = (scheme: Scheme, onSaved: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ code, ends = false, ...typed }: TypedClass) =>
      body(
        api.PUT('/api/component-classes/{scheme}/{code}', {
          params: { path: { scheme, code } },
          body: { ...typed, ends },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['component-classes'] })
      onSaved()
    },
  })
}
