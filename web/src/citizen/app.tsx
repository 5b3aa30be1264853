import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { BrowserRouter, Route, Routes, useLocation, useNavigate, useParams } from 'react-router'
import { ReceiptPage } from '@/features/requests-public/receipt-page'
import { followPath, forgetReceipt, useReceived } from '@/features/requests-public/receipts'
import { RequestForm } from '@/features/requests-public/request-form'
import { beginRequest } from '@/features/requests-public/request-state'
import { PageTitle } from '@/shared/ui/page-title'
import './citizen.css'
import { PageFoot, PageHead } from './frame'
import { useWords } from './words'

const FollowPage = lazy(() =>
  import('@/features/requests-public/follow-page').then(({ FollowPage }) => ({ default: FollowPage })),
)

const TagPage = lazy(() =>
  import('@/features/city/tag/tag-page').then(({ TagPage }) => ({ default: TagPage })),
)

const RiskPointsPage = lazy(() =>
  import('@/features/patrol/risk-points/risk-points-page').then(({ RiskPointsPage }) => ({
    default: RiskPointsPage,
  })),
)

export function CitizenApp() {
  return (
    <BrowserRouter>
      <PageHead />
      <main id="main" tabIndex={-1}>
        <Suspense>
          <Routes>
            <Route path="/" element={<Titled of="titleTell" page={<Tell />} />} />
            <Route path="/follow" element={<Titled of="titleFollow" page={<Follow />} />} />
            <Route path="/tag/:code" element={<Titled of="titleTell" page={<Scanned />} />} />
            <Route path="/risk-points" element={<Titled of="titleRisk" page={<RiskPointsPage />} />} />
            <Route path="*" element={<Lost />} />
          </Routes>
        </Suspense>
      </main>
      <PageFoot />
    </BrowserRouter>
  )
}

function Tell() {
  const { received, keep, putAway } = useReceived()
  const navigate = useNavigate()
  const { hash } = useLocation()
  const named = new URLSearchParams(hash.slice(1))
  const number = named.get('praises')
  const another = () => {
    putAway()
    scrollTo(0, 0)
  }
  return received ? (
    <ReceiptPage received={received} onAnother={another} onFollow={(path) => void navigate(path)} />
  ) : (
    <RequestForm onReceived={keep} praises={number ? { number, code: named.get('code') ?? '' } : undefined} />
  )
}

function Follow() {
  const { hash, search } = useLocation()
  const navigate = useNavigate()
  useEffect(forgetReceipt, [])
  const named = new URLSearchParams(hash ? hash.slice(1) : search)
  const asked = { number: named.get('number') ?? '', code: named.get('code') ?? '' }
  return (
    <FollowPage
      key={`${asked.number} ${asked.code}`}
      asked={asked}
      onAsk={(keys) => void navigate(keys ? followPath(keys.number, keys.code) : '/follow')}
    />
  )
}

/** A component whose tag was scanned: what is told about it becomes the beginning of a request. */
function Scanned() {
  const { code = '' } = useParams()
  const navigate = useNavigate()
  return (
    <TagPage
      code={code}
      onReport={({ text, place, at, component }) => {
        beginRequest({ text, place, pin: at ?? null, component })
        void navigate('/')
      }}
    />
  )
}

function Lost() {
  const say = useWords()
  return (
    <div className="stack">
      <h1>{say('lost')}</h1>
      <p>{say('lostLead')}</p>
      <a className="button" href="/">
        {say('tell')}
      </a>
    </div>
  )
}

function Titled({ of, page }: { of: 'titleTell' | 'titleFollow' | 'titleRisk'; page: ReactNode }) {
  const say = useWords()
  return (
    <>
      <PageTitle>{say(of)}</PageTitle>
      {page}
    </>
  )
}
