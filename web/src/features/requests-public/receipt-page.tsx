import { useEffect, useRef } from 'react'
import type { Receipt } from '@/shared/api/types'
import { useLanguage } from '@/shared/i18n/i18n'
import { exactly, moment } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { CallButtons } from './call-buttons'
import { spacedCode } from './case-number'
import { KeepReceipt } from './keep-receipt'
import { receiptSentence } from './receipt-sentence'
import { useWords } from './receipt-words'
import { followPath, type Received } from './receipts'
import './receipt-page.css'

const steps = ['sign', 'contact', 'resolve'] as const

interface ReceiptPageProps {
  received: Received
  onAnother: () => void
  onFollow: (path: string) => void
}

/** What a citizen must know in five seconds: who has it, by when, and the two things to keep. */
export function ReceiptPage({ received, onAnother, onFollow }: ReceiptPageProps) {
  const say = useWords()
  const now = useNow()
  useLanguage()
  const title = useRef<HTMLHeadingElement>(null)
  // It replaces a long form, and is read from its top.
  useEffect(() => {
    title.current?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [])
  const { receipt } = received
  const sentence = receiptSentence(received, now)
  const path = followPath(receipt.number, receipt.queryCode)

  return (
    <article className="stack receipt">
      {receipt.danger && (
        <section className="call-box" role="alert">
          <p>{say('dangerTitle')}</p>
          <CallButtons rescues={['120', '110', '119']} />
          <p className="call-after">{receipt.advice ?? say('dangerAfter')}</p>
        </section>
      )}
      <header>
        <h1 ref={title} tabIndex={-1}>
          {say('title')}
        </h1>
        <p className="receipt-sentence">{sentence}</p>
      </header>
      <section className="card receipt-keep">
        <dl className="receipt-keys">
          <div>
            <dt>{say('number')}</dt>
            <dd>{receipt.number}</dd>
          </div>
          <div>
            <dt>{say('code')}</dt>
            <dd>{spacedCode(receipt.queryCode)}</dd>
          </div>
        </dl>
        <p className="hint">{say('keep')}</p>
        <KeepReceipt receipt={receipt} sentence={sentence} />
      </section>
      {!receipt.praised && (
        <Deadlines deadlines={receipt.deadlines} reachable={received.reachable} now={now} />
      )}
      <Reasons reasons={receipt.dispatch.reasons} />
      <div className="stack receipt-next">
        <a
          className="button button-main"
          href={path}
          onClick={(event) => {
            event.preventDefault()
            onFollow(path)
          }}
        >
          {say('follow')}
        </a>
        <button type="button" className="button" onClick={onAnother}>
          {say('another')}
        </button>
      </div>
    </article>
  )
}

interface DeadlinesProps {
  deadlines: Receipt['deadlines']
  reachable: boolean
  now: Date
}

function Deadlines({ deadlines, reachable, now }: DeadlinesProps) {
  const say = useWords()
  // In the order in which they come: one counts hours of work, another counts hours.
  const due = steps
    .flatMap((step) => {
      const at = deadlines[step]
      return at && (reachable || step !== 'contact') ? [{ step, at }] : []
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  if (due.length === 0) return null
  return (
    <section>
      <h2>{say('when')}</h2>
      <dl className="receipt-due">
        {due.map(({ step, at }) => (
          <div key={step}>
            <dt>{say(`due.${step}`)}</dt>
            <dd>
              <time dateTime={at} title={exactly(at)}>
                {say('by', { at: moment(at, now) })}
              </time>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Reasons({ reasons }: { reasons: Receipt['dispatch']['reasons'] }) {
  const say = useWords()
  if (reasons.length === 0) return null
  return (
    <section>
      <h2>{say('why')}</h2>
      <ul className="receipt-reasons">
        {reasons.map(({ code, text }) => (
          <li key={code + text}>{text}</li>
        ))}
      </ul>
    </section>
  )
}
