import { useEffect, useRef } from 'react'
import type { Made } from '@/shared/api/types'
import { useWords } from './words'

interface FiledReportProps {
  filed: Made<'/api/patrol/reports'>
  onNext: () => void
  onMine: () => void
}

/** Within seconds: whether it was filed by rule, with whom it is, and what to press for the next one. */
export function FiledReport({ filed: { number, dispatch, known }, onNext, onMine }: FiledReportProps) {
  const say = useWords()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    title.current?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [])
  const unit = dispatch.unit?.name ?? ''
  const filed = dispatch.state === 'dispatched'
  return (
    <article className="stack filed-report">
      <header>
        <h1 ref={title} tabIndex={-1}>
          {known?.joined
            ? say('knownJoined', { number: known.number })
            : filed
              ? say('filed', { unit })
              : say('waits')}
        </h1>
        {known && !known.joined && <p>{say('knownOver', { number: known.number })}</p>}
        {!known?.joined && !filed && <p>{say('waitsLead', { unit })}</p>}
      </header>
      <dl className="card filed-number">
        <dt>{say('filedNumber')}</dt>
        <dd>{number}</dd>
      </dl>
      {dispatch.reasons.length > 0 && (
        <section>
          <h2>{say('filedWhy')}</h2>
          <ul>
            {dispatch.reasons.map(({ code, text }) => (
              <li key={code + text}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      <button type="button" className="button button-main" onClick={onNext}>
        {say('next')}
      </button>
      <button type="button" className="button" onClick={onMine}>
        {say('mine')}
      </button>
    </article>
  )
}
