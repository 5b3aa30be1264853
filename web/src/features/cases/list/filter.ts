import type { Asked } from '@/shared/api/types'

/** What a work list is narrowed to. Its names are those of the address and of the route, so an address can be sent to a colleague. */
export interface Filter {
  state?: string
  unit?: string
  class?: string
  kind?: string
  channel?: string
  urgency?: string
  due?: string
  asked?: string
  followUp?: string
  own?: string
  q?: string
  from?: string
  to?: string
  sort?: string
}

export const filterNames = [
  'state',
  'unit',
  'class',
  'kind',
  'channel',
  'urgency',
  'due',
  'asked',
  'followUp',
  'own',
  'q',
  'from',
  'to',
  'sort',
] as const satisfies readonly (keyof Filter)[]

/** The names that narrow beside state, words and order: what "clear" clears. */
export const narrowing = ['unit', 'class', 'kind', 'channel', 'urgency', 'due', 'own', 'from', 'to'] as const

/** Reads the address. Names that it does not know, and empty values, are left out. */
export const fromAddress = (address: URLSearchParams): Filter => {
  const filter: Filter = {}
  for (const name of filterNames) {
    const value = address.get(name)?.trim()
    if (value) filter[name] = value
  }
  return filter
}

/** Writes the address, always in the same order. */
export const toAddress = (filter: Filter): URLSearchParams => {
  const address = new URLSearchParams()
  for (const name of filterNames) {
    const value = filter[name]
    if (value) address.set(name, value)
  }
  return address
}

/** The filter with some names changed; `undefined` or an empty text drops a name. */
export const change = (filter: Filter, changes: Filter): Filter =>
  fromAddress(toAddress({ ...filter, ...changes }))

/** The question to the server. */
export const toQuestion = ({ own, followUp, ...rest }: Filter): Asked<'/api/cases'> => ({
  ...rest,
  ...(followUp === undefined ? {} : { followUp: followUp === 'true' }),
  ...(own === undefined ? {} : { own: own === 'true' }),
})

/** Whether anything narrows beside the state and the words. */
export const isNarrowed = (filter: Filter): boolean => narrowing.some((name) => filter[name])
