import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, body } from '@/shared/api/client'
import { useClassName } from '@/shared/reference/reference'
import { Moment } from '@/shared/time/time-left'
import { useOnline } from '@/shared/ui/online'
import type { KnownCase } from './outbox/store'
import type { ReportDraft } from './report-draft'
import { useWords } from './words'

const typingPause = 600

/** What somebody types, once he has paused. */
const useSettled = (typed: string): string => {
  const [settled, setSettled] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), typingPause)
    return () => clearTimeout(timer)
  }, [typed])
  return settled
}

type Sought = Pick<ReportDraft, 'at' | 'text' | 'classCode' | 'component'>

const useTwins = ({ at, text, classCode, component }: Sought, enabled: boolean) => {
  const settled = useSettled(text.trim())
  const sought = {
    lon: at?.[0],
    lat: at?.[1],
    ...(settled && { text: settled }),
    ...(classCode && { classCode }),
    ...(component && { component }),
  }
  return useQuery({
    queryKey: ['report-twins', sought],
    queryFn: () => body(api.POST('/api/patrol/reports/twins', { body: sought })),
    // Where alone says nothing: everything open near by would be asked after.
    enabled: enabled && at !== null && Boolean(settled || classCode || component),
    placeholderData: (before) => before,
    retry: false,
    staleTime: 30_000,
  })
}

interface KnownCasesProps extends Sought {
  known: KnownCase | null
  onChange: (known: KnownCase | null) => void
}

/** Before it is sent: whether the matter is known already, and one touch to send the report to that case. It never holds up the report. */
export function KnownCases({ known, onChange, ...sought }: KnownCasesProps) {
  const say = useWords()
  const online = useOnline()
  const classOf = useClassName()
  const { data, isError } = useTwins(sought, online && !known)
  if (known)
    return (
      <section className="class-chosen" role="status">
        <span>{say('knownChosen', { number: known.number })}</span>
        <button type="button" className="button-plain" onClick={() => onChange(null)}>
          {say('knownDrop')}
        </button>
      </section>
    )
  if (!online || isError)
    return (
      <p className="hint" role="status">
        {say('knownUnseen')}
      </p>
    )
  const items = data?.items ?? []
  return (
    <div role="status">
      {items.length > 0 && (
        <section className="stack known-cases" aria-labelledby="known-cases-title">
          <h2 id="known-cases-title">{say('knownTitle')}</h2>
          <ul className="bare stack">
            {items.map(({ caseId, number, className, unitName, receivedAt, metres, reasons }) => (
              <li key={caseId} className="card">
                <strong>{say('knownOne', { number, metres: say('metres', { count: metres }) })}</strong>
                <p>
                  {classOf(className)} · {unitName} · <Moment at={receivedAt} />
                </p>
                <p className="hint">{reasons.map(({ text }) => text).join(' · ')}</p>
                <button type="button" className="button" onClick={() => onChange({ caseId, number })}>
                  {say('knownJoin')}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
