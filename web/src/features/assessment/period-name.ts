import { useLanguage } from '@/shared/i18n/i18n'
import { useWords } from './words'

/** A period of assessment, `2026-01` in addresses, as it is said: 2026年1月. */
export const usePeriodName = () => {
  const say = useWords()
  const english = useLanguage() === 'en'
  return (period: string): string => {
    const [year = '', month = ''] = period.split('-')
    return month ? say('periodName', { year, month: english ? month : Number(month) }) : period
  }
}
