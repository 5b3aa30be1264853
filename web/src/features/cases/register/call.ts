import type { DemandKind, Sent } from '@/shared/api/types'
import { readComponentCode } from '@/shared/component-code'
import type { LngLat } from '@/shared/map/points'

/** A call as it is typed. */
export interface TypedCall {
  text: string
  place: string
  /** The identifier of the component that it is about. */
  component: string
  point: LngLat | undefined
  name: string
  phone: string
  onBehalf: boolean
  concernedName: string
  concernedPhone: string
  channel: string | undefined
  kind: DemandKind | undefined
  /** The number of the case for which thanks are said. */
  praises: string
  classCode: string | undefined
  unitId: string | undefined
  /** An open incident that was shown, of which the operator says: this is the same. */
  joins: { id: string; name: string } | undefined
  confidential: boolean
  /** No harm is done yet; it is to be prevented. */
  preventive: boolean
}

export const emptyCall: TypedCall = {
  text: '',
  place: '',
  component: '',
  point: undefined,
  name: '',
  phone: '',
  onBehalf: false,
  concernedName: '',
  concernedPhone: '',
  channel: undefined,
  kind: undefined,
  praises: '',
  classCode: undefined,
  unitId: undefined,
  joins: undefined,
  confidential: false,
  preventive: false,
}

const filled = <T extends Record<string, string | undefined>>(fields: T) => {
  const kept = Object.entries(fields)
    .map(([name, value]) => [name, value?.trim()])
    .filter(([, value]) => value)
  return kept.length > 0 ? (Object.fromEntries(kept) as { [K in keyof T]?: string }) : undefined
}

/**
 * What is sent: empty fields are left out. The requester is the one concerned; who calls for somebody else is the reporter, two
 * people with two numbers.
 */
export const toRequest = (call: TypedCall): Sent<'/api/cases'> => {
  const caller = filled({ name: call.name, phone: call.phone })
  const concerned = filled({ name: call.concernedName, phone: call.concernedPhone })
  const contact = call.onBehalf ? concerned : caller
  // What is no identifier is sent as it is: the answer says so.
  const component = call.component && (readComponentCode(call.component) ?? call.component.trim())
  const words = call.place?.trim()
  const place =
    words || call.point
      ? {
          ...(words ? { text: words } : {}),
          ...(call.point ? { lon: call.point[0], lat: call.point[1] } : {}),
        }
      : undefined
  return {
    text: call.text,
    ...(place ? { place } : {}),
    ...(component ? { component } : {}),
    ...(contact ? { contact } : {}),
    ...(call.onBehalf && caller ? { reporter: caller } : {}),
    ...(call.channel ? { channel: call.channel } : {}),
    ...(call.kind ? { kind: call.kind } : {}),
    ...(call.kind === 'praise' && call.praises?.trim() ? { praises: call.praises.trim() } : {}),
    ...(call.classCode ? { classCode: call.classCode } : {}),
    ...(call.unitId ? { unitId: call.unitId } : {}),
    ...(call.joins && call.kind !== 'praise' ? { joins: call.joins.id } : {}),
    ...(call.confidential ? { confidential: true } : {}),
    ...(call.preventive ? { preventive: true } : {}),
  }
}
