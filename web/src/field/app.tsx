import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { BrowserRouter, Navigate, Route, Routes, useLocation, useNavigate, useParams } from 'react-router'
import { AreaPage } from '@/features/patrol/area/area-page'
import { useTrack } from '@/features/patrol/duty/duty'
import { MeasurePage } from '@/features/patrol/measure-page'
import { keepSending } from '@/features/patrol/outbox/outbox'
import { SyncLine } from '@/features/patrol/outbox/sync-line'
import { useUnsent } from '@/features/patrol/outbox/use-outbox'
import { LookPage } from '@/features/patrol/places/look-page'
import { NewComponentPage } from '@/features/patrol/places/new-component-page'
import { ReinspectPage } from '@/features/patrol/reinspect-page'
import { ReportPage } from '@/features/patrol/report-page'
import { ReportsPage, reportsKey } from '@/features/patrol/reports-page'
import { TodayPage } from '@/features/patrol/today-page'
import { sessionKey } from '@/shared/api/query-client'
import type { Session } from '@/shared/api/types'
import { useSession } from '@/shared/session/session'
import { Failed, Loading } from '@/shared/ui/pieces'
import './field.css'
import { PageHead, Tabs } from './frame'
import { useReadyForTheRound } from './ready'
import { SignIn } from './sign-in'
import { useUpdate } from './update'
import { useWords } from './words'

interface FieldAppProps {
  /** The service worker; undefined where there can be none. */
  registering?: Promise<ServiceWorkerRegistration> | undefined
}

export function FieldApp({ registering }: FieldAppProps) {
  const session = useSession()
  const takeOver = useUpdate(registering)
  if (session.data === undefined)
    return session.error ? (
      <Failed error={session.error} onRetry={() => void session.refetch()} />
    ) : (
      <Loading rows={4} />
    )
  if (!session.data) return <SignIn />
  if (session.data.mustChangePassword || session.data.mustEnrolSecondFactor)
    return <ToTheDesk session={session.data} why="unfinished" />
  return session.data.operations.includes('patrol') ? (
    <Round session={session.data} takeOver={takeOver} />
  ) : (
    <ToTheDesk session={session.data} why="notPatrol" />
  )
}

interface RoundProps {
  session: Session
  /** Puts a newer version of the app to work, when one waits. */
  takeOver: (() => void) | undefined
}

function Round({ session, takeOver }: RoundProps) {
  const account = session.account.id
  useSending(account)
  useTrack(account)
  useReadyForTheRound(account)
  return (
    <BrowserRouter basename="/field">
      <PageHead session={session} />
      <Status account={account} />
      <main>
        <Routes>
          <Route path="/" element={<Today account={account} takeOver={takeOver} />} />
          <Route path="/map" element={<OwnArea account={account} />} />
          <Route path="/report" element={<Report account={account} />} />
          <Route path="/mine" element={<Mine account={account} />} />
          <Route path="/reinspect/:caseId" element={<Reinspect account={account} question="reinspect" />} />
          <Route path="/verify/:caseId" element={<Reinspect account={account} question="verify" />} />
          <Route path="/places/:planId/:placeNo" element={<LookAt account={account} />} />
          <Route path="/measure/:code" element={<Measure account={account} />} />
          <Route path="*" element={<Navigate to="/" replace />} />
        </Routes>
      </main>
      <Tabs />
    </BrowserRouter>
  )
}

const aMoment = 1_500

/** Sends what waits for as long as somebody is signed in; the lists are asked again when something has arrived. */
const useSending = (account: string) => {
  const queries = useQueryClient()
  const unsent = useUnsent(account).length
  useEffect(() => keepSending(() => queries.setQueryData(sessionKey, null)), [queries])
  const before = useRef(unsent)
  useEffect(() => {
    const arrived = unsent < before.current
    before.current = unsent
    if (!arrived) return
    // The list follows the journal a moment later.
    const timer = setTimeout(() => void queries.invalidateQueries({ queryKey: reportsKey }), aMoment)
    return () => clearTimeout(timer)
  }, [queries, unsent])
}

function Status({ account }: { account: string }) {
  const navigate = useNavigate()
  return <SyncLine account={account} onOpen={() => void navigate('/mine')} />
}

const justSent = 'sent'

function Today({ account, takeOver }: { account: string; takeOver: RoundProps['takeOver'] }) {
  const say = useWords()
  const navigate = useNavigate()
  const { state } = useLocation()
  return (
    <>
      {takeOver && (
        <div className="notice new-version" role="status">
          <p>{say('newVersion')}</p>
          <button type="button" className="button" onClick={takeOver}>
            {say('takeOver')}
          </button>
        </div>
      )}
      <TodayPage
        account={account}
        sent={state === justSent}
        onOpen={({ kind, caseId }) => void navigate(`/${kind}/${caseId}`)}
        onPlace={({ planId, placeNo }) => void navigate(`/places/${planId}/${placeNo}`)}
        onReport={() => void navigate('/report')}
      />
    </>
  )
}

function OwnArea({ account }: { account: string }) {
  const navigate = useNavigate()
  return (
    <AreaPage
      account={account}
      onTask={({ kind, caseId }) => void navigate(`/${kind}/${caseId}`)}
      onPlace={({ planId, placeNo }) => void navigate(`/places/${planId}/${placeNo}`)}
      onReport={() => void navigate('/report')}
    />
  )
}

function Report({ account }: { account: string }) {
  const navigate = useNavigate()
  return <ReportPage account={account} onMine={() => void navigate('/mine')} />
}

function Mine({ account }: { account: string }) {
  const navigate = useNavigate()
  return (
    <ReportsPage
      account={account}
      onMend={({ content }) => {
        if (content.kind === 'report') void navigate('/report')
        if (content.kind === 'look')
          void navigate(`/${content.verifies ? 'verify' : 'reinspect'}/${content.caseId}`)
        if (content.kind === 'measurement') void navigate(`/measure/${content.component}`)
        if (content.kind === 'place') void navigate(`/places/${content.planId}/${content.placeNo}`)
      }}
    />
  )
}

function Reinspect({ account, question }: { account: string; question: 'reinspect' | 'verify' }) {
  const { caseId = '' } = useParams()
  const navigate = useNavigate()
  return (
    <ReinspectPage
      key={caseId}
      account={account}
      caseId={caseId}
      question={question}
      onBack={() => void navigate('/')}
      onSent={() => void navigate('/', { state: justSent })}
    />
  )
}

function LookAt({ account }: { account: string }) {
  const { planId = '', placeNo = '' } = useParams()
  const navigate = useNavigate()
  if (placeNo === '0')
    return (
      <NewComponentPage
        key={planId}
        account={account}
        planId={planId}
        onBack={() => void navigate('/')}
        onSent={() => void navigate('/', { state: justSent })}
      />
    )
  return (
    <LookPage
      key={`${planId} ${placeNo}`}
      account={account}
      planId={planId}
      placeNo={Number(placeNo)}
      onBack={() => void navigate('/')}
      onNew={() => void navigate(`/places/${planId}/0`)}
      onSent={() => void navigate('/', { state: justSent })}
    />
  )
}

function Measure({ account }: { account: string }) {
  const { code = '' } = useParams()
  const navigate = useNavigate()
  return (
    <MeasurePage
      key={code}
      account={account}
      component={code}
      onBack={() => void navigate('/')}
      onSent={() => void navigate('/', { state: justSent })}
    />
  )
}

/** Signed in, but not as somebody who patrols, or with something to do at the desk first. */
function ToTheDesk({ session, why }: { session: Session; why: 'notPatrol' | 'unfinished' }) {
  const say = useWords()
  return (
    <>
      <PageHead session={session} />
      <main className="stack">
        <p className="notice">{say(why)}</p>
        <a className="button" href="/desk/">
          {say('desk')}
        </a>
      </main>
    </>
  )
}
