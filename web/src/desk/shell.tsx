import {
  AppstoreOutlined,
  AuditOutlined,
  BarChartOutlined,
  CarryOutOutlined,
  EnvironmentOutlined,
  EyeOutlined,
  FormOutlined,
  InboxOutlined,
  MenuOutlined,
  NotificationOutlined,
  PhoneOutlined,
  SafetyOutlined,
  SettingOutlined,
  SwapOutlined,
  TeamOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { Navigate, NavLink, Route, Routes, useLocation } from 'react-router'
import { MinuteAlarm } from '@/features/patrol/minute/minute-alarm'
import { OwnedNotice } from '@/features/patrol/plans/owned-notice'
import { Bell } from '@/features/platform/notices/bell'
import { SecurityPage } from '@/features/platform/own/security-page'
import type { Session } from '@/shared/api/types'
import { ErrorBoundary } from '@/shared/ui/error-boundary'
import { PageTitle } from '@/shared/ui/page-title'
import { Empty, Loading } from '@/shared/ui/pieces'
import { KeysHelp } from './keys-help'
import { OwnCorner } from './own-corner'
import { usePlaceKeys } from './place-keys'
import { type Place, places, placesOf, railOf } from './places'
import './shell.css'
import { useWords } from './words'

const signs: Record<Place['word'], ReactNode> = {
  cases: <UnorderedListOutlined />,
  board: <CarryOutOutlined />,
  map: <EnvironmentOutlined />,
  queue: <InboxOutlined />,
  register: <FormOutlined />,
  callBacks: <PhoneOutlined />,
  whistles: <NotificationOutlined />,
  patrol: <EyeOutlined />,
  figures: <TeamOutlined />,
  month: <BarChartOutlined />,
  settings: <SettingOutlined />,
  accounts: <SafetyOutlined />,
  audit: <AuditOutlined />,
  components: <AppstoreOutlined />,
  exchange: <SwapOutlined />,
}

/** The left rail and the work area. */
export function Shell({ session }: { session: Session }) {
  const say = useWords()
  const mine = placesOf(session.operations)
  const rail = railOf(mine)
  const [open, setOpen] = useState(false)
  const [help, setHelp] = useState(false)
  usePlaceKeys(rail, () => setHelp(true))
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a phone the list closes when one has arrived
  useEffect(() => setOpen(false), [pathname])

  return (
    <div className="desk">
      <a className="skip-link" href="#work">
        {say('skip')}
      </a>
      <header className="rail" data-open={open}>
        <div className="rail-top">
          <span className="rail-product">{say('product')}</span>
          <Bell />
          <button
            type="button"
            className="rail-open"
            aria-expanded={open}
            aria-controls="places"
            aria-label={say('openPlaces')}
            onClick={() => setOpen(!open)}
          >
            <MenuOutlined aria-hidden="true" />
          </button>
        </div>
        <nav id="places" aria-label={say('places')}>
          <ul>
            {rail.map(({ path, word }) => (
              <li key={path}>
                <NavLink to={`/${path}`}>
                  <span aria-hidden="true">{signs[word]}</span>
                  {say(word)}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <OwnCorner session={session} onKeys={() => setHelp(true)} />
      </header>
      <KeysHelp open={help} operations={session.operations} onClose={() => setHelp(false)} />
      {session.operations.includes('viewPatrol') && <MinuteAlarm />}
      {session.operations.includes('planPatrol') && <OwnedNotice />}
      <main id="work" tabIndex={-1}>
        <ErrorBoundary key={pathname.split('/')[1]}>
          <Suspense fallback={<Loading />}>
            <Routes>
              <Route
                index
                element={
                  mine[0] ? (
                    <Navigate to={`/${mine[0].path}`} replace />
                  ) : (
                    <Empty title={say('noPlace')}>{say('noPlaceAdvice')}</Empty>
                  )
                }
              />
              {mine.map(({ path, word, Page }) => (
                <Route
                  key={path}
                  path={`${path}/*`}
                  element={
                    <>
                      <PageTitle>{`${say(word)} · ${say('product')}`}</PageTitle>
                      <Page />
                    </>
                  }
                />
              ))}
              <Route
                path="security"
                element={
                  <>
                    <PageTitle>{`${say('security')} · ${say('product')}`}</PageTitle>
                    <SecurityPage />
                  </>
                }
              />
              {places
                .filter((place) => !mine.includes(place))
                .map(({ path }) => (
                  <Route
                    key={path}
                    path={`${path}/*`}
                    element={<Empty title={say('noRight')}>{say('noRightAdvice')}</Empty>}
                  />
                ))}
              <Route path="*" element={<Empty title={say('unknown')}>{say('unknownAdvice')}</Empty>} />
            </Routes>
          </Suspense>
        </ErrorBoundary>
      </main>
    </div>
  )
}
