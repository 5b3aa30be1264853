import type { ReactNode } from 'react'
import type { Taken } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { exactly } from '@/shared/time/civil-time'
import { MarkedText, VoiceFacts } from '@/shared/ui/voice'
import { useWords } from './words'

export type Explained = Taken<'/api/dispatch/explain'>

const mostShown = 5
const percent = (share: number) => `${Math.round(share * 100)}%`

/** The whole reasoning about a message, as `jiban explain` prints it. */
export function Reasoning({ told, text }: { told: Explained; text: string }) {
  const say = useWords()
  const term = useTerms()
  return (
    <section aria-label={say('tryResult')} aria-live="polite" className="try-result">
      <h2>{told.unit ? told.unit.name : say('tryQueue', { queue: told.queue.name })}</h2>
      <p className="soft">
        {[
          told.mode && term(`mode.${told.mode}`),
          told.unit && say('trySure', { share: percent(told.confidence) }),
          told.dangerToLife && say('tryDanger'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="try-words">
        <MarkedText text={text} voice={told.voice} />
      </p>
      <VoiceFacts voice={told.voice} />
      <dl className="try-facts">
        <dt>{say('tryKind')}</dt>
        <dd>
          <Shares items={told.kinds.map(({ kind, probability }) => [term(`kind.${kind}`), probability])}>
            {term(`kind.${told.kind}`)}
          </Shares>
        </dd>
        <dt>{say('urgency')}</dt>
        <dd>{term(`urgency.${told.urgency}`)}</dd>
        {told.wish && (
          <>
            <dt>{say('tryWish')}</dt>
            <dd>{say('tryWishOf', { at: exactly(told.wish.by), words: told.wish.words })}</dd>
          </>
        )}
        {told.demands.length > 0 && (
          <>
            <dt>{say('tryDemands')}</dt>
            <dd>
              <ol>
                {told.demands.map(({ text, class: { name }, unit }) => (
                  <li key={text}>
                    {text}{' '}
                    <span className="soft">
                      {name} · {unit?.name ?? say('tryByPerson')}
                    </span>
                  </li>
                ))}
              </ol>
            </dd>
          </>
        )}
        <dt>{say('class')}</dt>
        <dd>
          <Shares items={told.classes.map(({ code, name, probability }) => [`${name} ${code}`, probability])}>
            {told.class.name}
          </Shares>
        </dd>
        {told.decidingWords.length > 0 && (
          <>
            <dt>{say('tryWords')}</dt>
            <dd>{told.decidingWords.join(say('tryComma'))}</dd>
          </>
        )}
        {told.model && (
          <>
            <dt>{say('tryModel')}</dt>
            <dd>{told.model.number === 0 ? say('tryShipped') : `${told.model.number} ${told.model.name}`}</dd>
          </>
        )}
        <dt>{say('tryWhere')}</dt>
        <dd>
          <Shares items={told.places.map(({ name, weight }) => [name, weight])}>{say('tryNowhere')}</Shares>
        </dd>
        <dt>{say('tryCandidates')}</dt>
        <dd>
          <Shares items={told.candidates.map(({ unit, confidence }) => [unit.name, confidence])}>–</Shares>
        </dd>
      </dl>
      <h3>{say('tryWhy')}</h3>
      <ol>
        {told.reasons.map(({ code, text }) => (
          <li key={`${code} ${text}`}>{text}</li>
        ))}
      </ol>
    </section>
  )
}

/** What may be meant, the likeliest first, with shares; the children when there is nothing. */
function Shares({ items, children }: { items: readonly (readonly [string, number])[]; children: ReactNode }) {
  if (items.length === 0) return children
  return (
    <ul className="try-shares">
      {items.slice(0, mostShown).map(([name, share]) => (
        <li key={name}>
          {name} <span className="soft">{percent(share)}</span>
        </li>
      ))}
    </ul>
  )
}
