import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { useClassName } from '@/shared/reference/reference'
import { Moment, TimeLeft } from '@/shared/time/time-left'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { CasePhoto } from './case-photo'
import { endOfDay } from './distance'
import { takeBack } from './outbox/mend'
import { OutgoingCard } from './outbox/outgoing-card'
import type { Outgoing } from './outbox/store'
import { useUnsent } from './outbox/use-outbox'
import { useWords } from './words'
import './patrol.css'

type Report = Got<'/api/patrol/reports'>['items'][number]

export const reportsKey = ['patrol', 'reports']

/** How the reports are asked for, a page at a time. */
export const reportsQuery = infiniteQueryOptions({
  queryKey: reportsKey,
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam: cursor }) =>
    body(api.GET('/api/patrol/reports', { params: { query: cursor ? { cursor } : {} } })),
  getNextPageParam: ({ next }) => next ?? undefined,
})

interface ReportsPageProps {
  account: string
  /** Something that was refused is back in its form. */
  onMend: (outgoing: Outgoing) => void
}

/** What has not arrived yet, and what became of everything an inspector reported, newest first. */
export function ReportsPage({ account, onMend }: ReportsPageProps) {
  const say = useWords()
  const unsent = useUnsent(account)
  const reports = useInfiniteQuery(reportsQuery)
  const items = reports.data?.pages.flatMap((page) => page.items)
  return (
    <div className="stack">
      <h1>{say('mine')}</h1>
      {unsent.length > 0 && (
        <section className="stack">
          <h2>{say('unsent')}</h2>
          <ul className="bare report-list">
            {unsent.map((outgoing) => (
              <OutgoingCard
                key={outgoing.key}
                outgoing={outgoing}
                onMend={async () => {
                  const back = await takeBack(outgoing)
                  if (back === 'done') onMend(outgoing)
                  return back
                }}
              />
            ))}
          </ul>
        </section>
      )}
      {reports.isPending && <Loading rows={6} />}
      {reports.error &&
        (items ? (
          <p className="hint">{say('statusOld')}</p>
        ) : (
          <Failed error={reports.error} onRetry={() => void reports.refetch()} />
        ))}
      {items?.length === 0 && <Empty title={say('mineNone')}>{say('mineNoneLead')}</Empty>}
      {items && items.length > 0 && (
        <ul className="bare report-list">
          {items.map((report) => (
            <ReportRow key={report.caseId} report={report} />
          ))}
        </ul>
      )}
      {reports.hasNextPage && (
        <button
          type="button"
          className="button"
          aria-disabled={reports.isFetchingNextPage}
          onClick={() => void reports.fetchNextPage()}
        >
          {say('more')}
        </button>
      )}
    </div>
  )
}

function ReportRow({ report }: { report: Report }) {
  const say = useWords()
  const classOf = useClassName()
  const [photo] = report.photos
  const facts = [report.placeName, report.unit?.name].filter(Boolean)
  return (
    <li className="card report-row">
      <div>
        <header>
          <strong>{classOf(report.className)}</strong>
          <span className="report-state" data-closed={report.closedAt ? '' : undefined}>
            {say(`state.${report.state}`)}
          </span>
        </header>
        {report.text && <p>{report.text}</p>}
        <p className="hint">
          {facts.length > 0 && (
            <>
              {facts.join(' · ')}
              <br />
            </>
          )}
          <FoundAndReceived report={report} />
          <span className="report-number">{report.number}</span>
        </p>
        {report.reinspectOn && (
          <p>
            {say('reinspect')} <TimeLeft dueAt={endOfDay(report.reinspectOn)} />
          </p>
        )}
      </div>
      {photo && <CasePhoto caseId={report.caseId} photo={photo} alt="" />}
    </li>
  )
}

const minute = 60_000

/** Apart where the report came later than its finding, by more than the minute in which one is usually sent. */
function FoundAndReceived({ report: { foundAt, receivedAt } }: { report: Report }) {
  const say = useWords()
  const apart = Date.parse(receivedAt) - Date.parse(foundAt) > minute
  if (!apart) return <Moment at={receivedAt} />
  return (
    <>
      {say('found')} <Moment at={foundAt} />
      <br />
      {say('received')} <Moment at={receivedAt} />
    </>
  )
}
