import type { DemandKind, Sent } from '@/shared/api/types'
import type { LngLat } from '@/shared/map/points'
import { readNumber } from './case-number'
import { say } from './words'

/** What a citizen has written so far. */
export interface RequestDraft {
  text: string
  place: string
  /** The identifier of the component whose tag was scanned. */
  component: string
  pin: LngLat | null
  /** Metres, when the pin is where the device believes it is. */
  pinWithin: number | null
  kind: DemandKind | ''
  /** The number of the request for which thanks are said. */
  praises: string
  /** Its query code: who knows it need not wait for a person to pass the thanks on. */
  praisesCode: string
  choice: string
  /** An incident that was offered, of which the citizen says: this is the same. */
  joins: { id: string; className: string } | null
  /** Who asks stays unknown to the unit that handles it. */
  confidential: boolean
}

/** Personal data, kept apart because it is kept for less long. */
export interface ContactDraft {
  name: string
  phone: string
}

export const emptyDraft: RequestDraft = {
  text: '',
  place: '',
  component: '',
  pin: null,
  pinWithin: null,
  kind: '',
  praises: '',
  praisesCode: '',
  choice: '',
  joins: null,
  confidential: false,
}
export const emptyContact: ContactDraft = { name: '', phone: '' }

export const kinds = ['consultation', 'help', 'complaint', 'report', 'suggestion', 'praise'] as const

/** Characters of a request at most, as the server counts them. */
export const maxText = 5_000

export type RequestField = 'text' | 'phone' | 'praises'
export type Faults = Partial<Record<RequestField, string>>

const phoneShape = /^\+?\d{5,15}$/
const plainPhone = (typed: string) => typed.normalize('NFKC').replace(/[\s\-()‐-―]/g, '')

/** What must be mended before it is worth sending. */
export const faultsOf = ({ text, kind, praises }: RequestDraft, { phone }: ContactDraft): Faults => {
  const length = text.trim().length
  const faults: Faults = {}
  if (length === 0) faults.text = say('textMissing')
  else if (length > maxText) faults.text = say('textTooLong', { max: maxText, over: length - maxText })
  const number = plainPhone(phone)
  if (number !== '' && !phoneShape.test(number)) faults.phone = say('phoneOdd')
  if (kind === 'praise' && !['empty', 'good'].includes(readNumber(praises).state))
    faults.praises = say('praisesOdd')
  return faults
}

/** What is sent: nothing that was left empty. */
export const bodyOf = (
  draft: RequestDraft,
  contact: ContactDraft,
  attachments: string[],
): Sent<'/api/requests'> => {
  const name = contact.name.trim()
  const phone = plainPhone(contact.phone)
  const place = draft.place.trim()
  return {
    text: draft.text.trim(),
    ...(draft.kind && { kind: draft.kind }),
    ...(draft.kind === 'praise' &&
      draft.praises.trim() && {
        praises: draft.praises.trim(),
        ...(draft.praisesCode.trim() && { praisesCode: draft.praisesCode.trim() }),
      }),
    ...((name || phone) && { contact: { ...(name && { name }), ...(phone && { phone }) } }),
    ...((place || draft.pin) && {
      place: { ...(place && { text: place }), ...(draft.pin && { lon: draft.pin[0], lat: draft.pin[1] }) },
    }),
    ...(draft.component && { component: draft.component }),
    ...(draft.choice && { choice: draft.choice }),
    ...(draft.joins && draft.kind !== 'praise' && { joins: draft.joins.id }),
    ...(draft.confidential && { confidential: true }),
    ...(attachments.length > 0 && { attachments }),
  }
}
