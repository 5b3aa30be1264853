import type { CasePage } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { Moment } from '@/shared/time/time-left'
import { useWords } from '../words'

/** What the requester said when called back, or how often nobody answered; of what is closed, who asks about it when. */
export function CallBacks({ page: { callBack, asking } }: { page: CasePage }) {
  const say = useWords()
  const term = useTerms()
  // How it was before closing is told by the answer itself.
  const rule = asking && asking.rule !== 'beforeClosing' ? asking : undefined
  if (!callBack && !rule) return null
  return (
    <section>
      <h3>{say('callBacks')}</h3>
      {callBack && (
        <p className="case-line">
          {callBack.answeredAt ? (
            <>
              <span>{say(callBack.contacted ? 'contactedYes' : 'contactedNo')}</span>
              {callBack.solved && <strong>{term(`solved.${callBack.solved}`)}</strong>}
              {callBack.satisfied && <strong>{term(`satisfied.${callBack.satisfied}`)}</strong>}
              <span className="soft">
                <Moment at={callBack.answeredAt} />
              </span>
            </>
          ) : (
            <span>{say('triesNotReached', { count: callBack.tries })}</span>
          )}
        </p>
      )}
      {rule && (
        <p className="soft">
          {say(`asking.${rule.rule}`)}
          {rule.dueAt && (
            <>
              {' '}
              {say('askingDue')} <Moment at={rule.dueAt} />
            </>
          )}
        </p>
      )}
    </section>
  )
}
