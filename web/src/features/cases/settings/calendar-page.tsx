import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import { isoDate } from '@/shared/time/civil-time'
import { now } from '@/shared/time/now'
import { Failed, Loading } from '@/shared/ui/pieces'
import { Segmented } from '@/shared/ui/segmented'
import { useWords } from '../words'
import './settings.css'
import { YearEditor } from './year-editor'

/** The working calendar, a year at a time. */
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
        options={[-2, -1, 0, 1].map((by) => ({ value: thisYear + by, label: String(thisYear + by) }))}
      />
      {data ? (
        <YearEditor key={`${year} ${data.version}`} saved={data} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading rows={12} />
      )}
    </>
  )
}
