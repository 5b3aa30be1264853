import type { CasePage } from '@/shared/api/types'
import { exactly, moment } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { TimeLeft } from '@/shared/time/time-left'
import { useWords } from '../words'

/** What the unit has promised by a day: to the requester, or as the plan of a suspension. */
export function Promises({ page }: { page: CasePage }) {
  const say = useWords()
  const now = useNow()
  const parts = [
    { of: 'meeting', name: say('promises') },
    { of: 'plan', name: say('plan') },
  ] as const
  return parts.map(({ of, name }) => {
    const all = page.promises.filter((promise) => promise.of === of)
    if (all.length === 0) return null
    return (
      <section key={of} aria-label={name}>
        <h3>{name}</h3>
        <ul className="promises">
          {all.map(({ key, text, state, dueAt }) => (
            <li key={key} data-kept={state === 'kept'}>
              {text && <span>{text}</span>}
              {state === 'open' && page.state !== 'closed' && (
                <TimeLeft dueAt={dueAt} from={page.receivedAt} />
              )}
              <span className="deadline-at" title={exactly(dueAt)}>
                {say('dueAt', { at: moment(dueAt, now) })}
              </span>
              <span className="soft">{say(`promise.${state}`)}</span>
            </li>
          ))}
        </ul>
      </section>
    )
  })
}
