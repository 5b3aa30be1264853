import { Link, useSearchParams } from 'react-router'
import { dayAfter, weekOf } from './shift'
import { useWords } from './words'

/** The week that is shown, and the ones beside it. */
export function WeekLinks({ monday }: { monday: string }) {
  const say = useWords()
  const [query] = useSearchParams()
  const [year = '', week = ''] = weekOf(monday).split('-W')
  const to = (day: string) => `?${new URLSearchParams({ ...Object.fromEntries(query), day })}`
  return (
    <nav className="shift-weeks" aria-label={say('week')}>
      <Link to={to(dayAfter(monday, -7))}>{say('weekBefore')}</Link>
      <strong>
        {say('weekOf', { year, week: Number(week) })}{' '}
        <span className="soft">{say('days', { from: monday, to: dayAfter(monday, 6) })}</span>
      </strong>
      <Link to={to(dayAfter(monday, 7))}>{say('weekAfter')}</Link>
    </nav>
  )
}
