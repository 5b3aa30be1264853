import { useLanguage } from '@/shared/i18n/i18n'
import { useWords } from '../words'
import { type DayKind, daysOf, kindOf, type MarkedDay, weekday } from './year'

const months = Array.from({ length: 12 }, (_, index) => index + 1)

const words = {
  work: 'dayOn',
  rest: 'dayOff',
  madeWork: 'madeOn',
  madeRest: 'madeOff',
} as const satisfies Record<DayKind, string>

interface YearGridProps {
  year: number
  days: readonly MarkedDay[]
  onPress: (date: string) => void
}

/** Twelve months, each day a key that says what it is. */
export function YearGrid({ year, days, onPress }: YearGridProps) {
  const say = useWords()
  const language = useLanguage()
  const marks = new Map(days.map((day) => [day.date, day]))
  const monthName = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
  const dayName = new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric', timeZone: 'UTC' })
  return (
    <div className="year-grid">
      {months.map((month) => (
        <section key={month}>
          <h2>{monthName.format(Date.UTC(year, month - 1, 1))}</h2>
          <div className="month-grid">
            {daysOf(year, month).map((date, index) => {
              const mark = marks.get(date)
              const kind = kindOf(date, mark)
              return (
                <button
                  key={date}
                  type="button"
                  data-kind={kind}
                  data-weekday={index === 0 ? weekday(date) : undefined}
                  title={mark?.name}
                  aria-label={say('dayName', {
                    day: dayName.format(new Date(`${date}T00:00:00Z`)),
                    what: mark?.name ?? say(words[kind]),
                  })}
                  aria-pressed={kind === 'rest' || kind === 'madeRest'}
                  onClick={() => onPress(date)}
                >
                  {index + 1}
                </button>
              )
            })}
          </div>
        </section>
      ))}
    </div>
  )
}
