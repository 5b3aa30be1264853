import type { Got } from '@/shared/api/types'

export type Formulas = Got<'/api/settings/weights'>
export type Formula = Formulas['items'][number]

export const three = ['response', 'solution', 'satisfaction'] as const

/** The sum of the three weights. They have at most four decimals; summed in whole parts, free of rounding. */
export const sumOf = (weights: Partial<Pick<Formula, (typeof three)[number]>>): number =>
  three.reduce((sum, name) => sum + Math.round((weights[name] ?? 0) * 10_000), 0) / 10_000

const months = (period: string): number => {
  const [year = 0, month = 1] = period.split('-').map(Number)
  return year * 12 + month - 1
}

const period = (number: number): string =>
  `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`

/** The next twelve periods that a formula may begin with: those after the last published one, from this month at the earliest. */
export const openPeriods = (publishedThrough: string | null | undefined, thisMonth: string): string[] => {
  const first = Math.max(publishedThrough ? months(publishedThrough) + 1 : 0, months(thisMonth))
  return Array.from({ length: 12 }, (_, index) => period(first + index))
}

/** The formula that scores a period: the latest that begins with it or before. */
export const inForce = (formulas: readonly Formula[], at: string): Formula | undefined =>
  formulas.findLast(({ from }) => months(from) <= months(at))
