import type { CasePage } from '@/shared/api/types'
import { Moment } from '@/shared/time/time-left'
import { useWords } from '../words'

/** Whether an inspector looks, or has looked, before a unit is sent. What he wrote stands with his photos in the timeline. */
export function Verification({ page: { verification, timeline } }: { page: CasePage }) {
  const say = useWords()
  if (!verification) return null
  const { inspector, dueAt, result, at, isAwaited } = verification
  const who = inspector ?? ''
  const said = timeline.findLast(({ kind }) => kind === 'verified')?.detail
  return (
    <section>
      <h3>{say('verification')}</h3>
      <p>
        {say(isAwaited ? 'verifyAwaited' : result ? `verify.${result}` : 'verifyOvertaken', { who })}{' '}
        <Moment at={isAwaited ? dueAt : (at ?? dueAt)} />
      </p>
      {said && <p className="case-text">{said}</p>}
    </section>
  )
}
