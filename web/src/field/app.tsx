import { BrowserRouter, Navigate, Route, Routes, useLocation, useNavigate, useParams } from 'react-router'
import { ReinspectPage } from '@/features/patrol/reinspect-page'
import { ReportPage } from '@/features/patrol/report-page'
import { ReportsPage } from '@/features/patrol/reports-page'
import { TodayPage } from '@/features/patrol/today-page'
import type { Session } from '@/shared/api/types'
import { useSession } from '@/shared/session/session'
import { Failed, Loading } from '@/shared/ui/pieces'
import './field.css'
import { PageHead, Tabs } from './frame'
import { SignIn } from './sign-in'
import { useWords } from './words'

export function FieldApp() {
  const session = useSession()
  if (session.isPending) return <Loading rows={4} />
  if (session.error) return <Failed error={session.error} onRetry={() => void session.refetch()} />
  if (!session.data) return <SignIn />
  if (session.data.mustChangePassword || session.data.mustEnrolSecondFactor)
    return <ToTheDesk session={session.data} why="unfinished" />
  return session.data.operations.includes('patrol') ? (
    <Round session={session.data} />
  ) : (
    <ToTheDesk session={session.data} why="notPatrol" />
  )
}

function Round({ session }: { session: Session }) {
  return (
    <BrowserRouter basename="/field">
      <PageHead session={session} />
      <main>
        <Routes>
          <Route path="/" element={<Today />} />
          <Route path="/report" element={<Report account={session.account.id} />} />
          <Route path="/mine" element={<ReportsPage />} />
          <Route path="/reinspect/:caseId" element={<Reinspect />} />
          <Route path="*" element={<Navigate to="/" replace />} />
        </Routes>
      </main>
      <Tabs />
    </BrowserRouter>
  )
}

const justSent = 'sent'

function Today() {
  const navigate = useNavigate()
  const { state } = useLocation()
  return (
    <TodayPage sent={state === justSent} onOpen={({ caseId }) => void navigate(`/reinspect/${caseId}`)} />
  )
}

function Report({ account }: { account: string }) {
  const navigate = useNavigate()
  return <ReportPage account={account} onMine={() => void navigate('/mine')} />
}

function Reinspect() {
  const { caseId = '' } = useParams()
  const navigate = useNavigate()
  return (
    <ReinspectPage
      key={caseId}
      caseId={caseId}
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
