import { Alert, Button } from 'antd'
import { Link } from 'react-router'
import type { Receipt as Registered } from '@/shared/api/types'
import { useMay } from '@/shared/session/session'
import { useTerms } from '@/shared/terms'
import { moment } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { useWords } from '../words'

interface ReceiptProps {
  id: string
  receipt: Registered
  onAnother: () => void
}

/** What the operator reads out to the caller: danger first, then number, code, who, by when. */
export function Receipt({ id, receipt, onAnother }: ReceiptProps) {
  const say = useWords()
  const term = useTerms()
  const may = useMay()
  const now = useNow()
  const { dispatch, deadlines } = receipt
  const by = deadlines.contact ? moment(deadlines.contact, now) : undefined
  const steps = (['sign', 'contact', 'resolve'] as const).flatMap((step) => {
    const at = deadlines[step]
    return at ? [{ step, at }] : []
  })
  return (
    <section className="receipt" aria-live="polite">
      <h1>{say('registered')}</h1>
      {receipt.danger && (
        <Alert
          className="form-alert"
          type="error"
          showIcon
          title={say('danger')}
          description={receipt.advice}
        />
      )}
      <h2>{say('tellCaller')}</h2>
      <p className="receipt-number">
        {say('tellNumber', { number: receipt.number, code: receipt.queryCode })}
      </p>
      <p className="receipt-words">
        {receipt.praised && dispatch.unit
          ? say('tellPraised', { unit: dispatch.unit.name })
          : dispatch.state === 'dispatched' && dispatch.unit && by
            ? say('tellUnit', { unit: dispatch.unit.name, at: by })
            : by
              ? say('tellQueued', { at: by })
              : say('tellQueuedPlain')}
      </p>
      {!receipt.praised && (
        <dl className="receipt-steps">
          {steps.map(({ step, at }) => (
            <div key={step}>
              <dt>{term(`due.${step}`)}</dt>
              <dd>{say('dueAt', { at: moment(at, now) })}</dd>
            </div>
          ))}
        </dl>
      )}
      {dispatch.reasons.length > 0 && (
        <>
          <h2>
            {dispatch.unit && dispatch.state === 'dispatched'
              ? say('whyUnit', { unit: dispatch.unit.name })
              : say('whyQueue')}
          </h2>
          <ol className="reasons">
            {dispatch.reasons.map(({ code, text }) => (
              <li key={`${code} ${text}`}>{text}</li>
            ))}
          </ol>
        </>
      )}
      <div className="form-keys">
        <Button type="primary" size="large" autoFocus onClick={onAnother}>
          {say('another')}
        </Button>
        {may('viewCases') && (
          <Link className="receipt-open" to={`/cases/${id}`}>
            {say('openCase')}
          </Link>
        )}
      </div>
    </section>
  )
}
