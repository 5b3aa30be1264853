import type { Sent } from '@/shared/api/types'
import type { LngLat } from '@/shared/map/points'
import { say } from './words'

/** What an inspector has noted so far. */
export interface ReportDraft {
  text: string
  classCode: string
  at: LngLat | null
  /** Metres; null when the point was set on the map by hand. */
  within: number | null
}

export const emptyReport: ReportDraft = { text: '', classCode: '', at: null, within: null }

export const maxLine = 500

/** Beyond this a fix may lie in another grid cell, and a person must point. */
export const coarseMetres = 50

export type ReportFaults = Partial<Record<'text' | 'at', string>>

export const reportFaults = ({ text, at }: ReportDraft): ReportFaults => {
  const length = text.trim().length
  return {
    ...(length === 0 && { text: say('lineMissing') }),
    ...(length > maxLine && { text: say('lineTooLong', { max: maxLine }) }),
    ...(!at && { at: say('whereMissing') }),
  }
}

/** What is sent; only for a draft without faults. */
export const reportBody = (draft: ReportDraft, attachments: string[]): Sent<'/api/patrol/reports'> => {
  const [lon, lat] = draft.at ?? []
  if (lon === undefined || lat === undefined) throw new Error('a report without a position')
  return {
    text: draft.text.trim(),
    lon,
    lat,
    attachments,
    ...(draft.classCode && { classCode: draft.classCode }),
    ...(draft.within !== null && { accuracyMetres: draft.within }),
  }
}
