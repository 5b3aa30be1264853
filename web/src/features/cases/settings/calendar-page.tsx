import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Segmented } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { useLanguage } from '@/shared/i18n/i18n'
import { isoDate } from '@/shared/time/civil-time'
import { now } from '@/shared/time/now'
import { Failed, Loading } from '@/shared/ui/pieces'
import { Refusal } from '../page/operations/refusal'
import { useWords } from '../words'
import { type DayKind, daysOf, kindOf, toggle, weekday, workingDays } from './year'
import './settings.css'

type Calendar = Got<'/api/settings/calendar/{year}'>

const months = Array.from({ length: 12 }, (_, index) => index + 1)

/** The working calendar of a year, day by day. */
export function CalendarPage() {
  const say = useWords()
  const thisYear = Number(isoDate(now()).slice(0, 4))
  const [year, setYear] = useState(thisYear)
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', 'calendar', year],
    queryFn: () => body(api.GET('/api/settings/calendar/{year}', { params: { path: { year } } })),
  })
  return (
    <>
      <p className="soft">{say('calendarIntro')}</p>
      <Segmented
        aria-label={say('year')}
        value={year}
        onChange={setYear}
        options={[thisYear - 1, thisYear, thisYear + 1].map((value) => ({ value, label: String(value) }))}
      />
      {data ? (
        <YearGrid key={year} saved={data} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading rows={12} />
      )}
    </>
  )
}

const words = {
  work: 'dayOn',
  rest: 'dayOff',
  madeWork: 'madeOn',
  madeRest: 'madeOff',
} as const satisfies Record<DayKind, string>

function YearGrid({ saved }: { saved: Calendar }) {
  const say = useWords()
  const language = useLanguage()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [calendar, setCalendar] = useState(saved)
  const save = useMutation({
    mutationFn: () =>
      body(
        api.PUT('/api/settings/calendar/{year}', { params: { path: { year: saved.year } }, body: calendar }),
      ),
    onSuccess: (next) => {
      queries.setQueryData(['settings', 'calendar', saved.year], next)
      setCalendar(next)
      void message.success(say('saved'))
    },
  })
  const changed = JSON.stringify(calendar) !== JSON.stringify(saved)
  const monthName = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
  const dayName = new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric', timeZone: 'UTC' })

  return (
    <>
      <p>
        {say(calendar.published ? 'published' : 'notPublished')} ·{' '}
        <strong>{say('workingDays', { count: workingDays(saved.year, calendar) })}</strong>
      </p>
      <Refusal error={save.error} />
      <div className="year-grid">
        {months.map((month) => (
          <section key={month}>
            <h3>{monthName.format(Date.UTC(saved.year, month - 1, 1))}</h3>
            <div className="month-grid">
              {daysOf(saved.year, month).map((key, index) => {
                const kind = kindOf(key, calendar)
                return (
                  <button
                    key={key}
                    type="button"
                    data-kind={kind}
                    data-weekday={index === 0 ? weekday(key) : undefined}
                    aria-label={say('dayName', {
                      day: dayName.format(new Date(`${key}T00:00:00Z`)),
                      what: say(words[kind]),
                    })}
                    aria-pressed={kind === 'rest' || kind === 'madeRest'}
                    onClick={() => setCalendar((before) => ({ ...before, ...toggle(key, before) }))}
                  >
                    {index + 1}
                  </button>
                )
              })}
            </div>
          </section>
        ))}
      </div>
      <div className="form-keys">
        <Button type="primary" disabled={!changed} loading={save.isPending} onClick={() => save.mutate()}>
          {say('save')}
        </Button>
        {changed && <Button onClick={() => setCalendar(saved)}>{say('discard')}</Button>}
      </div>
    </>
  )
}
