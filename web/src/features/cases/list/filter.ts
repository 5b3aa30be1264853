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
  alarm?: string
  supervised?: string
  handedOver?: string
  callBack?: string
  followUp?: string
  control?: string
  abuse?: string
  reinspection?: string
  repeat?: string
  preventive?: string
  assisting?: string
  toContact?: string
  incident?: string
  own?: string
  signer?: string
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
  'alarm',
  'supervised',
  'handedOver',
  'callBack',
  'followUp',
  'control',
  'abuse',
  'reinspection',
  'repeat',
  'preventive',
  'assisting',
  'toContact',
  'incident',
  'own',
  'signer',
  'q',
  'from',
  'to',
  'sort',
] as const satisfies readonly (keyof Filter)[]

/** The names that narrow beside state, words and order: what "clear" clears. */
export const narrowing = [
  'unit',
  'class',
  'kind',
  'channel',
  'urgency',
  'due',
  'repeat',
  'preventive',
  'assisting',
  'incident',
  'own',
  'signer',
  'from',
  'to',
] as const

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

const yesOrNo = (value: string | undefined) => (value === undefined ? undefined : value === 'true')

const said = <T extends object>(question: T) =>
  Object.fromEntries(Object.entries(question).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>
  }

/** The question to the server. */
export const toQuestion = ({
  own,
  callBack,
  followUp,
  repeat,
  preventive,
  assisting,
  toContact,
  reinspection,
  alarm,
  supervised,
  handedOver,
  ...rest
}: Filter): Asked<'/api/cases'> => ({
  ...rest,
  ...said({
    callBack: yesOrNo(callBack),
    followUp: yesOrNo(followUp),
    repeat: yesOrNo(repeat),
    preventive: yesOrNo(preventive),
    assisting: yesOrNo(assisting),
    toContact: yesOrNo(toContact),
    reinspection: yesOrNo(reinspection),
    own: yesOrNo(own),
    alarm: Number(alarm) || undefined,
    supervised: yesOrNo(supervised),
    handedOver: yesOrNo(handedOver),
  }),
})

/** Whether anything narrows beside the state and the words. */
export const isNarrowed = (filter: Filter): boolean => narrowing.some((name) => filter[name])
