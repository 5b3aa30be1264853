import type { CasePage } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { Moment } from '@/shared/time/time-left'
import { useWords } from '../words'

/** What the requester said when called back. */
export function CallBacks({ page }: { page: CasePage }) {
  const say = useWords()
  const term = useTerms()
  if (page.callBacks.length === 0) return null
  return (
    <section>
      <h3>{say('callBacks')}</h3>
      <ul className="call-backs">
        {page.callBacks.map(({ at, by, reached, contacted, solved, satisfied, reason }) => (
          <li key={at}>
            <p className="case-line">
              <Moment at={at} />
              <span>{by}</span>
            </p>
            <p className="case-line">
              {reached ? (
                <>
                  <span>{say(contacted ? 'contactedYes' : 'contactedNo')}</span>
                  {solved && <span>{term(`solved.${solved}`)}</span>}
                  {satisfied && <span>{term(`satisfied.${satisfied}`)}</span>}
                </>
              ) : (
                <span>{say('notReached')}</span>
              )}
            </p>
            {reason && <p>{reason}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
