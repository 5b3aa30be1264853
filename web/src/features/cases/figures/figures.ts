import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Asked, Got } from '@/shared/api/types'
import { isoDate } from '@/shared/time/civil-time'

export type Figures = Got<'/api/cases/figures'>
export type Question = Asked<'/api/cases/figures'>

export const useFigures = (query: Question) =>
  useQuery({
    queryKey: ['case-figures', query],
    queryFn: () => body(api.GET('/api/cases/figures', { params: { query } })),
  })

export const useRulings = () =>
  useQuery({ queryKey: ['rulings'], queryFn: () => body(api.GET('/api/cases/rulings')) })

/** The numbers of the coverage; each opens the closings that it counts. */
export const coverageNumbers = [
  'callBackDue',
  'callBackAnswered',
  'callBackNotReached',
  'callBackExempt',
  'followUpDue',
  'followUpDone',
  'followUpNotReached',
  'controlDrawn',
  'controlAgrees',
  'controlDiffers',
  'controlNotReached',
] as const
export type CoverageNumber = (typeof coverageNumbers)[number]

/** What a page of figures is asked for, from its address: half a year where it says nothing. */
export const questionOf = (address: URLSearchParams, today: Date): Question => {
  const standard = halfYear(today)
  const unit = address.get('unit')
  return {
    from: address.get('from') ?? standard.from,
    to: address.get('to') ?? standard.to,
    ...(unit ? { unit } : {}),
  }
}

/** Half a year by months: the running one and the five before it. */
export const halfYear = (today: Date): { from: string; to: string } => {
  const to = isoDate(today)
  const [year = 0, month = 0] = to.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 6, 1)).toISOString().slice(0, 10)
  return { from: first, to }
}

/** The part of a whole from 0 to 1; nothing of nothing is no share at all. */
export const part = (some: number, whole: number): number | undefined =>
  whole > 0 ? some / whole : undefined
