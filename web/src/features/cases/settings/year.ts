/** A day that is not what its weekday says; dates as `2026-02-14`, so that no time zone can shift them. */
export interface MarkedDay {
  date: string
  isOff: boolean
  name: string
}

export type DayKind = 'work' | 'rest' | 'madeWork' | 'madeRest'

const pad = (value: number) => String(value).padStart(2, '0')

/** 1 is Monday, 7 is Sunday. */
export const weekday = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7

const isWeekend = (date: string) => weekday(date) > 5

/** The days of a month, 1 to 12. */
export const daysOf = (year: number, month: number): string[] =>
  Array.from(
    { length: new Date(Date.UTC(year, month, 0)).getUTCDate() },
    (_, index) => `${year}-${pad(month)}-${pad(index + 1)}`,
  )

/** What a day is: what its mark says, else what its weekday says. */
export const kindOf = (date: string, mark: MarkedDay | undefined): DayKind => {
  if (mark) return mark.isOff ? 'madeRest' : 'madeWork'
  return isWeekend(date) ? 'rest' : 'work'
}

export const isWorking = (kind: DayKind): boolean => kind === 'work' || kind === 'madeWork'

const markOf = (date: string, days: readonly MarkedDay[]) => days.find((day) => day.date === date)

/** The marks with one day turned between work and rest: a day that is then what its weekday says needs no mark. */
export const turn = (date: string, days: readonly MarkedDay[], name: string): MarkedDay[] => {
  const working = isWorking(kindOf(date, markOf(date, days)))
  const others = days.filter((day) => day.date !== date)
  const plain = working === isWeekend(date)
  return plain
    ? others
    : [...others, { date, isOff: working, name }].sort((a, b) => a.date.localeCompare(b.date))
}

/** How many days of the year people work. */
export const workingDays = (year: number, days: readonly MarkedDay[]): number => {
  const marks = new Map(days.map((day) => [day.date, day]))
  return Array.from({ length: 12 }, (_, index) => daysOf(year, index + 1))
    .flat()
    .filter((date) => isWorking(kindOf(date, marks.get(date)))).length
}
