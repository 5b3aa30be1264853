import { moment } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import type { Keys } from './follow-page'
import { useWords } from './follow-words'
import { followPath, useOwnRequests } from './receipts'

/** The requests that were sent from this device, so that nobody has to type what the device already knows. */
export function OwnRequests({ onOpen }: { onOpen: (keys: Keys) => void }) {
  const say = useWords()
  const now = useNow()
  const { own, forget } = useOwnRequests()
  if (own.length === 0) return null
  return (
    <section className="stack own-requests">
      <h2>{say('own')}</h2>
      <ul className="bare">
        {own.map(({ number, code, at }) => (
          <li key={number}>
            <a
              href={followPath(number, code)}
              onClick={(event) => {
                event.preventDefault()
                onOpen({ number, code })
              }}
            >
              <strong>{number}</strong>
              <span className="hint">{say('ownSent', { at: moment(at, now) })}</span>
            </a>
          </li>
        ))}
      </ul>
      <button type="button" className="button-plain" onClick={forget}>
        {say('forget')}
      </button>
    </section>
  )
}
