import { language } from '@/shared/i18n/i18n'

/** A share of 1 as percent: `share(0.9412)` is `94.1%`. */
export const share = (value: number, decimals = 1): string =>
  new Intl.NumberFormat(language(), {
    style: 'percent',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value)

/** A count: `12,345`. */
export const count = (value: number): string => new Intl.NumberFormat(language()).format(value)

/** A score from 0 to 100 with one decimal. */
export const score = (value: number): string => value.toFixed(1)
