import { readComponentCode } from '@/shared/component-code'
import type { LngLat } from '@/shared/map/points'
import type { Photo } from '@/shared/photos/photo'
import type { TypedSizes } from './filing-needs'
import type { KnownCase } from './outbox/store'
import { say } from './words'

/** What an inspector has noted so far. */
export interface ReportDraft {
  text: string
  classCode: string
  /** The identifier of the component that it is about, as typed or scanned. */
  component: string
  /** What was measured, as far as its class asks for it. */
  sizes: TypedSizes
  /** The case that his report is to be added to. */
  known: KnownCase | null
  at: LngLat | null
  /** Metres; null when the point was set on the map by hand. */
  within: number | null
  /** The component whose place by the registry was taken: another component takes it along. */
  placeOf?: string | null
  /** When the phone found where it is, by its clock; null of any other point. */
  fixedAt?: number | null
  /** When the first photo was taken, by the phone's clock: the time of finding. */
  phoneAt: string | null
  /** What makes it one report, however often it is finished. */
  key: string | null
}

export const emptyReport: ReportDraft = {
  text: '',
  classCode: '',
  component: '',
  sizes: {},
  known: null,
  at: null,
  within: null,
  placeOf: null,
  fixedAt: null,
  phoneAt: null,
  key: null,
}

export const maxLine = 500

/** A grid cell measures about 100 m: the server refuses a fix that can't say in which one it is. */
const coarsestMetres = 100

/** Whether a person should rather point: half a cell off is often the wrong side of the road. */
export const isCoarse = (within: number | null): boolean => within !== null && within > coarsestMetres / 2

export type ReportFaults = Partial<Record<'text' | 'at' | 'photos' | 'component', string>>

/** Whether there is a recording and not a word: it is sent, and a person listens to it before it is filed. */
export const isOnlyVoice = (text: string, recordings: number): boolean => recordings > 0 && text.trim() === ''

export const reportFaults = (
  { text, at, within, component }: ReportDraft,
  photos: readonly Photo[],
  recordings = 0,
): ReportFaults => {
  const length = text.trim().length
  return {
    ...(photos.length === 0 && { photos: say('photoMissing') }),
    ...(photos.some(({ fault }) => fault) && { photos: say('photosRefused') }),
    ...(length === 0 && recordings === 0 && { text: say('lineMissing') }),
    ...(length > maxLine && { text: say('lineTooLong', { max: maxLine }) }),
    ...(component.trim() && !readComponentCode(component) && { component: say('componentOdd') }),
    ...(within !== null && within > coarsestMetres && { at: say('whereCoarse') }),
    ...(!at && { at: say('whereMissing') }),
  }
}
