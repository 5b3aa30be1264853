import { useInfiniteQuery } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { Moment, TimeLeft } from '@/shared/time/time-left'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { endOfDay } from './distance'
import { photoAddress } from './photo-address'
import { useWords } from './words'
import './patrol.css'

type Report = Got<'/api/patrol/reports'>['items'][number]

export const reportsKey = ['patrol', 'reports']

/** What became of everything an inspector reported, newest first. */
export function ReportsPage() {
  const say = useWords()
  const reports = useInfiniteQuery({
    queryKey: reportsKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      body(api.GET('/api/patrol/reports', { params: { query: cursor ? { cursor } : {} } })),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const items = reports.data?.pages.flatMap((page) => page.items)
  return (
    <div className="stack">
      <h1>{say('mine')}</h1>
      {reports.isPending && <Loading rows={6} />}
      {reports.error && <Failed error={reports.error} onRetry={() => void reports.refetch()} />}
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
  const [photo] = report.photos
  const facts = [report.placeName, report.unit?.name].filter(Boolean)
  return (
    <li className="card report-row">
      <div>
        <header>
          <strong>{report.className}</strong>
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
          <Moment at={report.receivedAt} />
          <span className="report-number">{report.number}</span>
        </p>
        {report.reinspectOn && (
          <p>
            {say('reinspect')} <TimeLeft dueAt={endOfDay(report.reinspectOn)} />
          </p>
        )}
      </div>
      {photo && <img src={photoAddress(report.caseId, photo, 'thumb')} alt="" loading="lazy" />}
    </li>
  )
}
