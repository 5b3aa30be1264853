import { Navigate, NavLink, Route, Routes } from 'react-router'
import { Outbox } from './outbox'
import { Reconciliation } from './reconciliation'
import { useWords } from './words'
import './channels.css'

const parts = [
  { path: 'outbox', word: 'outbox', Page: Outbox },
  { path: 'reconciliation', word: 'reconciliation', Page: Reconciliation },
] as const

/** What leaves the platform, what could not, and what differs from the city's list. */
export function ExchangePages() {
  const say = useWords()
  return (
    <div className="page">
      <h1>{say('exchange')}</h1>
      <nav className="page-tabs" aria-label={say('exchangePlaces')}>
        {parts.map(({ path, word }) => (
          <NavLink key={path} to={`/exchange/${path}`}>
            {say(word)}
          </NavLink>
        ))}
      </nav>
      <Routes>
        <Route index element={<Navigate to="/exchange/outbox" replace />} />
        {parts.map(({ path, Page }) => (
          <Route key={path} path={path} element={<Page />} />
        ))}
      </Routes>
    </div>
  )
}
