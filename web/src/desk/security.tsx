import { Navigate, NavLink, Route, Routes } from 'react-router'
import { ErasurePage } from '@/features/cases/settings/erasure-page'
import { AccountsPage } from '@/features/platform/accounts/accounts-page'
import { SignInRulePage } from '@/features/platform/accounts/sign-in-rule'
import { useWords } from './words'

const parts = [
  { path: 'list', word: 'accounts', Page: AccountsPage },
  { path: 'sign-in', word: 'signInRule', Page: SignInRulePage },
  { path: 'erasure', word: 'erasure', Page: ErasurePage },
] as const

/** What the security administrator does, one thing to a page. */
export function Security() {
  const say = useWords()
  return (
    <div className="page">
      <h1>{say('accounts')}</h1>
      <nav className="page-tabs" aria-label={say('accountPlaces')}>
        {parts.map(({ path, word }) => (
          <NavLink key={path} to={`/accounts/${path}`}>
            {say(word)}
          </NavLink>
        ))}
      </nav>
      <Routes>
        <Route index element={<Navigate to="/accounts/list" replace />} />
        {parts.map(({ path, Page }) => (
          <Route key={path} path={path} element={<Page />} />
        ))}
      </Routes>
    </div>
  )
}
