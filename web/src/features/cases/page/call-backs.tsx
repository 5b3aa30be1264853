import type { CasePage } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { Moment } from '@/shared/time/time-left'
import { useWords } from '../words'

/** What the requester said when called back, or how often nobody answered. */
export function CallBacks({ page: { callBack } }: { page: CasePage }) {
  const say = useWords()
  const term = useTerms()
  if (!callBack) return null
  const { tries, answeredAt, contacted, solved, satisfied } = callBack
  return (
    <section>
      <h3>{say('callBacks')}</h3>
      <p className="case-line">
        {answeredAt ? (
          <>
            <span>{say(contacted ? 'contactedYes' : 'contactedNo')}</span>
            {solved && <strong>{term(`solved.${solved}`)}</strong>}
            {satisfied && <strong>{term(`satisfied.${satisfied}`)}</strong>}
            <span className="soft">
              <Moment at={answeredAt} />
            </span>
          </>
        ) : (
          <span>{say('triesNotReached', { count: tries })}</span>
        )}
      </p>
    </section>
  )
}
