import { type ReactNode, useState } from 'react'
import { NavLink, useLocation } from 'react-router'
import { useUnsent } from '@/features/patrol/outbox/use-outbox'
import type { Session } from '@/shared/api/types'
import { useSignOut } from '@/shared/session/session'
import { useElder } from '@/shared/touch/elder'
import { LanguageSwitch } from '@/shared/ui/language-switch'
import { PageTitle } from '@/shared/ui/page-title'
import { useWords } from './words'

export function PageHead({ session }: { session: Session }) {
  const say = useWords()
  const [elder, chooseElder] = useElder()
  return (
    <header className="page-head">
      <p>
        <strong>{session.account.name}</strong>
        {session.unit && <span className="hint">{session.unit.name}</span>}
      </p>
      <div className="page-tools">
        <button type="button" aria-pressed={elder} onClick={() => chooseElder(!elder)}>
          {say(elder ? 'elderOff' : 'elder')}
        </button>
        <LanguageSwitch />
        <SignOut account={session.account.id} />
      </div>
    </header>
  )
}

/** Two presses: one slip of a thumb must not end a round. What was not sent stays on the phone, and that is said. */
function SignOut({ account }: { account: string }) {
  const say = useWords()
  const signOut = useSignOut()
  const unsent = useUnsent(account).length
  const [sure, setSure] = useState(false)
  return (
    <>
      <button
        type="button"
        onBlur={() => setSure(false)}
        onClick={() => (sure ? signOut.mutate() : setSure(true))}
      >
        {sure ? (unsent > 0 ? say('signOutUnsent', { count: unsent }) : say('signOutSure')) : say('signOut')}
      </button>
      {signOut.error && (
        <p className="hint" role="alert">
          {say('signOutFailed')}
        </p>
      )}
    </>
  )
}

const icons = {
  today: 'M4 5h16v15H4zM4 10h16M8 3v4M16 3v4',
  map: 'M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14',
  report: 'M4 8h4l2-3h4l2 3h4v11H4zM12 10a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7',
  mine: 'M5 4h14v17H5zM9 9h6M9 13h6M9 17h3',
}

const places = { '/': 'today', '/map': 'map', '/report': 'report', '/mine': 'mine' } as const

/** The places, where a thumb reaches them. */
export function Tabs() {
  const say = useWords()
  const place = places[useLocation().pathname as keyof typeof places]
  return (
    <nav className="tabs" aria-label={say('places')}>
      <PageTitle>{place ? `${say(place)} · ${say('product')}` : say('product')}</PageTitle>
      <Tab to="/" icon="today">
        {say('today')}
      </Tab>
      <Tab to="/map" icon="map">
        {say('map')}
      </Tab>
      <Tab to="/report" icon="report">
        {say('report')}
      </Tab>
      <Tab to="/mine" icon="mine">
        {say('mine')}
      </Tab>
    </nav>
  )
}

function Tab({ to, icon, children }: { to: string; icon: keyof typeof icons; children: ReactNode }) {
  return (
    <NavLink to={to} end>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={icons[icon]} />
      </svg>
      {children}
    </NavLink>
  )
}
