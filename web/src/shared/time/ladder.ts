/** Where a deadline stands on the one ladder of time left (the only meaning that colour has). */
export type Band = 'calm' | 'half' | 'tenth' | 'late'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/**
 * More than half of the time left: calm; last half; last tenth; late. Without a beginning the share can't be known: then
 * the last day counts as the last half and the last two hours as the last tenth.
 */
export const band = (dueAt: string, now: Date, from?: string): Band => {
  const left = new Date(dueAt).getTime() - now.getTime()
  if (left < 0) return 'late'
  const whole = from ? new Date(dueAt).getTime() - new Date(from).getTime() : 0
  if (whole <= 0) return left <= 2 * hour ? 'tenth' : left <= day ? 'half' : 'calm'
  if (left <= whole / 10) return 'tenth'
  return left <= whole / 2 ? 'half' : 'calm'
}

/** A length of time in at most two whole units, rounded down: nobody is promised a minute that is not there. */
export interface Length {
  days: number
  hours: number
  minutes: number
}

/** From two days on only days; from a day on days and hours; then hours; under an hour minutes. */
export const lengthOf = (milliseconds: number): Length => {
  const span = Math.abs(milliseconds)
  if (span >= 2 * day) return { days: Math.floor(span / day), hours: 0, minutes: 0 }
  if (span >= day) return { days: 1, hours: Math.floor((span - day) / hour), minutes: 0 }
  if (span >= hour) return { days: 0, hours: Math.floor(span / hour), minutes: 0 }
  return { days: 0, hours: 0, minutes: Math.floor(span / minute) }
}
