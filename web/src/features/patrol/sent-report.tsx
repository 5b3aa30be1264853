import { useEffect, useRef } from 'react'
import { useOnline } from '@/shared/ui/online'
import { FiledReport } from './filed-report'
import { useOutgoing } from './outbox/use-outbox'
import { useWords } from './words'

interface SentReportProps {
  /** The key under which it went into the queue. */
  sent: string
  onNext: () => void
  onMine: () => void
}

/** What became of the report that was just finished: safe on the phone, filed, or not taken. */
export function SentReport({ sent, onNext, onMine }: SentReportProps) {
  const say = useWords()
  const online = useOnline()
  const outgoing = useOutgoing(sent)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    title.current?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [])
  if (outgoing?.receipt) return <FiledReport filed={outgoing.receipt} onNext={onNext} onMine={onMine} />
  const refused = outgoing?.refused
  const arrived = outgoing?.state === 'sent'
  return (
    <article className="stack filed-report">
      <header>
        <h1 ref={title} tabIndex={-1}>
          {say(refused ? 'needsYou' : arrived ? 'arrived' : 'kept')}
        </h1>
        <p role="status">
          {refused ? refused.message : say(arrived ? 'arrivedLead' : online ? 'sendingNow' : 'keptLead')}
        </p>
      </header>
      <button type="button" className="button button-main" onClick={refused ? onMine : onNext}>
        {say(refused ? 'mine' : 'next')}
      </button>
      <button type="button" className="button" onClick={refused ? onNext : onMine}>
        {say(refused ? 'next' : 'mine')}
      </button>
    </article>
  )
}
