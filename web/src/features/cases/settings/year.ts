/** Days as `2026-02-14`, so that no time zone can shift them. */
export interface Exceptions {
  off: readonly string[]
  on: readonly string[]
}

export type DayKind = 'work' | 'rest' | 'madeWork' | 'madeRest'

const pad = (value: number) => String(value).padStart(2, '0')

export const dayKey = (year: number, month: number, day: number) => `${year}-${pad(month)}-${pad(day)}`

/** 1 is Monday, 7 is Sunday. */
export const weekday = (key: string): number => new Date(`${key}T00:00:00Z`).getUTCDay() || 7

/** The days of a month, 1 to 12. */
export const daysOf = (year: number, month: number): string[] =>
  Array.from({ length: new Date(Date.UTC(year, month, 0)).getUTCDate() }, (_, index) =>
    dayKey(year, month, index + 1),
  )

/** What a day is: what the list says, else what its weekday says. */
export const kindOf = (key: string, { off, on }: Exceptions): DayKind => {
  const weekend = weekday(key) > 5
  if (off.includes(key)) return weekend ? 'rest' : 'madeRest'
  if (on.includes(key)) return weekend ? 'madeWork' : 'work'
  return weekend ? 'rest' : 'work'
}

export const isWorking = (kind: DayKind): boolean => kind === 'work' || kind === 'madeWork'

/** The list with one day turned between work and rest. */
export const toggle = (key: string, exceptions: Exceptions): { off: string[]; on: string[] } => {
  const working = isWorking(kindOf(key, exceptions))
  const off = exceptions.off.filter((day) => day !== key)
  const on = exceptions.on.filter((day) => day !== key)
  const weekend = weekday(key) > 5
  if (working && !weekend) off.push(key)
  if (!working && weekend) on.push(key)
  return { off: off.sort(), on: on.sort() }
}

/** How many days of the year people work. */
export const workingDays = (year: number, exceptions: Exceptions): number =>
  Array.from({ length: 12 }, (_, index) => daysOf(year, index + 1))
    .flat()
    .filter((key) => isWorking(kindOf(key, exceptions))).length
