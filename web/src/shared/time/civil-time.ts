import { type Language, language } from '@/shared/i18n/i18n'

/** Every time is told in this zone, wherever the browser is. */
export const zone = 'Asia/Shanghai'

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const split = (at: Date) => {
  const found = Object.fromEntries(parts.formatToParts(at).map((part) => [part.type, part.value]))
  return {
    year: found.year ?? '',
    month: found.month ?? '',
    day: found.day ?? '',
    clock: `${found.hour}:${found.minute}`,
  }
}

const asDate = (at: string | Date) => (typeof at === 'string' ? new Date(at) : at)

/** The civil date in Asia/Shanghai as `2026-11-20`. */
export const isoDate = (at: string | Date): string => {
  const { year, month, day } = split(asDate(at))
  return `${year}-${month}-${day}`
}

/** `11月20日 15:04` in the year of `now`, else `2025-11-20 15:04`; English `20 Nov 15:04`. */
export const moment = (at: string | Date, now: Date, lang: Language = language()): string =>
  `${day(at, now, lang)} ${split(asDate(at)).clock}`

/** `11月20日` in the year of `now`, else `2025-11-20`; English `20 Nov`. */
export const day = (at: string | Date, now: Date, lang: Language = language()): string => {
  const then = split(asDate(at))
  if (then.year !== split(now).year) return `${then.year}-${then.month}-${then.day}`
  return lang === 'en'
    ? `${Number(then.day)} ${months[Number(then.month) - 1]}`
    : `${Number(then.month)}月${Number(then.day)}日`
}

/** A civil date such as `2026-11-20` in words: `11月20日` in the year of `now`. */
export const dateWords = (date: string, now: Date, lang: Language = language()): string =>
  day(dayStart(date), now, lang)

/** Year, month, day and clock in full, for hover and for screen readers. */
export const exactly = (at: string | Date, lang: Language = language()): string => {
  const { year, month, day: date, clock } = split(asDate(at))
  return lang === 'en'
    ? `${Number(date)} ${months[Number(month) - 1]} ${year} ${clock}`
    : `${year}年${Number(month)}月${Number(date)}日 ${clock}`
}

/** The first instant of a civil date in Asia/Shanghai, which knows no summer time. */
export const dayStart = (date: string): string => `${date}T00:00:00+08:00`

/** The first instant after a civil date. */
export const dayEnd = (date: string): string => {
  const next = new Date(`${date}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return dayStart(next.toISOString().slice(0, 10))
}

/** A moment as a field of day and clock holds it: `2026-11-20T15:04`, told in our zone. */
export const asLocal = (at: string | Date): string => `${isoDate(at)}T${split(asDate(at)).clock}`

/** What such a field holds, as an instant. */
export const fromLocal = (local: string): string => `${local}:00+08:00`
