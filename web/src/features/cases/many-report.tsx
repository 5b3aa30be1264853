import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import type { Report } from '@/shared/api/types'
import { useLanguage } from '@/shared/i18n/i18n'
import { useWords } from './words'

/** What came of an operation on many cases: how many it was done for, and why not for the others. */
export function ManyReport({ report, onRead }: { report: Report; onRead: () => void }) {
  const say = useWords()
  const english = useLanguage() === 'en'
  const frame = useRef<HTMLElement>(null)
  useEffect(() => frame.current?.focus(), [])
  const refused = (report.results ?? []).filter(({ problem }) => problem)
  return (
    <section className="many-report" ref={frame} tabIndex={-1} aria-label={say('manyReport')}>
      <p role="status">
        <strong>{say('manyDone', { done: report.done ?? 0 })}</strong>
      </p>
      {refused.length > 0 && (
        <>
          <p>{say('manyRefused', { count: refused.length })}</p>
          <ul>
            {refused.map(({ id, number, why, whyEn }) => (
              <li key={id}>
                {number ? (
                  <Link className="case-link" to={`/cases/${id}`}>
                    {number}
                  </Link>
                ) : (
                  say('manyUnknown')
                )}{' '}
                {english ? whyEn : why}
              </li>
            ))}
          </ul>
        </>
      )}
      <Button onClick={onRead}>{say('understood')}</Button>
    </section>
  )
}
