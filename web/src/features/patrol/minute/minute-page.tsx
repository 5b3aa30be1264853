import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useCallback } from 'react'
import { Link, useSearchParams } from 'react-router'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { aside } from '@/shared/i18n/punctuation'
import { useNotices } from '@/shared/live/live'
import { share } from '@/shared/numbers'
import { useClassName } from '@/shared/reference/reference'
import { exactly, isoDate } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { PatrolTabs } from '../patrol-tabs'
import { useWords } from './words'

type Minute = Got<'/api/patrol/minute'>

const key = ['patrol-minute']

/** How long the reports of a day took to reach a unit, and which of them took longer than a minute. */
export function MinutePage() {
  const say = useWords()
  const today = isoDate(useNow())
  const [query, setQuery] = useSearchParams()
  const day = query.get('day') ?? today
  const queries = useQueryClient()
  const minute = useQuery({
    queryKey: [...key, day],
    queryFn: () => body(api.GET('/api/patrol/minute', { params: { query: { day } } })),
  })
  useNotices(
    'lateReport',
    useCallback(() => void queries.invalidateQueries({ queryKey: key }), [queries]),
  )
  return (
    <div className="page">
      <PatrolTabs />
      <h1>{say('title')}</h1>
      <p className="soft">{say('lead')}</p>
      <div className="plan-assign plan-days">
        <Input
          type="date"
          aria-label={say('day')}
          value={day}
          max={today}
          onChange={({ target }) => target.value && setQuery({ day: target.value }, { replace: true })}
        />
      </div>
      {minute.error && <Failed error={minute.error} onRetry={() => void minute.refetch()} />}
      {minute.isPending && <Loading rows={6} />}
      {minute.data?.reports === 0 && <Empty title={say('none')}>{say('noneAdvice')}</Empty>}
      {minute.data && minute.data.reports > 0 && (
        <>
          <Figures minute={minute.data} />
          <Late late={minute.data.late} />
        </>
      )}
    </div>
  )
}

const useSeconds = () => {
  const say = useWords()
  return (value: number | null | undefined) =>
    typeof value === 'number' ? say('seconds', { count: Math.round(value * 10) / 10 }) : '–'
}

function Figures({ minute }: { minute: Minute }) {
  const say = useWords()
  const seconds = useSeconds()
  const facts = [
    ['reports', minute.reports],
    ['inInbox', minute.inInbox],
    ['waiting', minute.waiting],
    ['withinMinute', `${minute.withinMinute}${aside(share(minute.withinMinute / minute.reports))}`],
    ['p50', seconds(minute.p50Seconds)],
    ['p99', seconds(minute.p99Seconds)],
    ['max', seconds(minute.maxSeconds)],
  ] as const
  return (
    <dl className="plan-facts">
      {facts.map(([word, fact]) => (
        <div key={word}>
          <dt>{say(word)}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  )
}

function Late({ late }: { late: Minute['late'] }) {
  const say = useWords()
  const classOf = useClassName()
  const seconds = useSeconds()
  return (
    <section>
      <h2>{say('late')}</h2>
      {late.length === 0 ? (
        <p className="soft">{say('lateNone')}</p>
      ) : (
        <WideTable>
          <table className="plain-table">
            <thead>
              <tr>
                {(['number', 'what', 'where', 'received', 'took', 'unit'] as const).map((word) => (
                  <th key={word} scope="col">
                    {say(word)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {late.map((one) => (
                <tr key={one.caseId}>
                  <th scope="row">
                    <Link to={`/cases/${one.caseId}`}>{one.number}</Link>
                  </th>
                  <td>{classOf(one.className)}</td>
                  <td>{one.placeName}</td>
                  <td>{exactly(one.receivedAt)}</td>
                  <td>
                    {typeof one.seconds === 'number' ? (
                      seconds(one.seconds)
                    ) : (
                      <span className="mark">{say('stillWaits')}</span>
                    )}
                  </td>
                  <td>{one.unit?.name}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
    </section>
  )
}
