import type { CasePage } from '@/shared/api/types'
import { share } from '@/shared/numbers'
import { useTerms } from '@/shared/terms'
import { useWords } from '../words'

/** Why this unit, or why nobody yet, step by step in words. */
export function Reasons({ page }: { page: CasePage }) {
  const say = useWords()
  const term = useTerms()
  if (page.reasons.length === 0) return null
  return (
    <section>
      <h3>{page.state === 'queued' ? say('whyQueue') : say('whyUnit', { unit: page.unit.name })}</h3>
      <ol className="reasons">
        {page.reasons.map(({ code, text }) => (
          <li key={`${code} ${text}`}>{text}</li>
        ))}
      </ol>
      <p className="case-line soft">
        {page.mode && <span>{term(`mode.${page.mode}`)}</span>}
        {/* What a person decided has no probability. */}
        {page.mode !== 'byPerson' && (
          <span>{say('confidence', { share: share(page.confidence / 1000, 0) })}</span>
        )}
      </p>
    </section>
  )
}
