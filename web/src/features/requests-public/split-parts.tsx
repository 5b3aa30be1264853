import type { Followed } from '@/shared/api/types'
import { spacedCode } from './case-number'
import type { Keys } from './follow-page'
import { useWords } from './follow-words'
import { followPath } from './receipts'

interface SplitPartsProps {
  parts: Followed['parts']
  onOpen: (keys: Keys) => void
}

/** The matters into which a request was split: each has a number and a code of its own, and opens with one press. */
export function SplitParts({ parts, onOpen }: SplitPartsProps) {
  const say = useWords()
  if (parts.length === 0) return null
  return (
    <section className="split-parts">
      <h2>{say('parts')}</h2>
      <p className="hint">{say('partsLead')}</p>
      <ul className="bare">
        {parts.map(({ number, code, state, className }) => (
          <li key={number}>
            <a
              href={followPath(number, code)}
              onClick={(event) => {
                event.preventDefault()
                onOpen({ number, code })
              }}
            >
              <strong>{className}</strong>
              <span>{say(`part.${state}`)}</span>
              <span className="hint split-keys">
                <span>{say('partNumber', { number })}</span>{' '}
                <span>{say('partCode', { code: spacedCode(code) })}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
