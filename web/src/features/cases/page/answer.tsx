import type { CasePage } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { useWords } from '../words'

/** The words of the last result that the unit reported. */
export const lastAnswer = ({ timeline }: Pick<CasePage, 'timeline'>): string | undefined =>
  timeline.findLast(({ kind }) => kind === 'resolved')?.detail ?? undefined

/** What the unit answered, as the requester reads it. */
export function Answer({ page }: { page: CasePage }) {
  const say = useWords()
  const term = useTerms()
  if (!page.outcome) return null
  return (
    <section>
      <h3>{say('answerGiven')}</h3>
      <p className="case-text">
        <strong>{term(`outcome.${page.outcome}`)}</strong> {lastAnswer(page) ?? say('noAnswerGiven')}
      </p>
      {page.awaitsReinspection && <p className="soft">{say('awaitsReinspection')}</p>}
    </section>
  )
}
