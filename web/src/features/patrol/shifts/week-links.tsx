import { Link, useSearchParams } from 'react-router'
import { dateWords } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { dayAfter, weekOf } from './shift'
import { useWords } from './words'

/** The week that is shown, and the ones beside it. */
export function WeekLinks({ monday }: { monday: string }) {
  const say = useWords()
  const now = useNow()
  const [query] = useSearchParams()
  const [year = '', week = ''] = weekOf(monday).split('-W')
  const to = (day: string) => `?${new URLSearchParams({ ...Object.fromEntries(query), day })}`
  return (
    <nav className="shift-weeks" aria-label={say('week')}>
      <Link to={to(dayAfter(monday, -7))}>{say('weekBefore')}</Link>
      <strong>
        {say('weekOf', { year, week: Number(week) })}{' '}
        <span className="soft">
          {say('days', { from: dateWords(monday, now), to: dateWords(dayAfter(monday, 6), now) })}
        </span>
      </strong>
      <Link to={to(dayAfter(monday, 7))}>{say('weekAfter')}</Link>
    </nav>
  )
}
