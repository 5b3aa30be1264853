import { Navigate, NavLink, Route, Routes } from 'react-router'
import { WeightsPage } from '@/features/assessment/weights-page'
import { CalendarPage } from '@/features/cases/settings/calendar-page'
import { ErasurePage } from '@/features/cases/settings/erasure-page'
import { LimitsPage } from '@/features/cases/settings/limits-page'
import { RulesPage } from '@/features/dispatch/rules-page'
import { useWords } from './words'

const parts = [
  { path: 'limits', Page: LimitsPage },
  { path: 'calendar', Page: CalendarPage },
  { path: 'weights', Page: WeightsPage },
  { path: 'rules', Page: RulesPage },
  { path: 'erasure', Page: ErasurePage },
] as const

/** What an administrator may change, one thing to a page. */
export function Settings() {
  const say = useWords()
  return (
    <div className="page">
      <h1>{say('settings')}</h1>
      <nav className="page-tabs" aria-label={say('settingsPlaces')}>
        {parts.map(({ path }) => (
          <NavLink key={path} to={`/settings/${path}`}>
            {say(path)}
          </NavLink>
        ))}
      </nav>
      <Routes>
        <Route index element={<Navigate to="/settings/limits" replace />} />
        {parts.map(({ path, Page }) => (
          <Route key={path} path={path} element={<Page />} />
        ))}
      </Routes>
    </div>
  )
}
