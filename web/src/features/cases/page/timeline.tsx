import type { CasePage } from '@/shared/api/types'
import { Moment } from '@/shared/time/time-left'
import { useWords } from '../words'

/** What happened, latest first, each with who and when. */
export function Timeline({ page }: { page: CasePage }) {
  const say = useWords()
  return (
    <section>
      <h3>{say('timeline')}</h3>
      <ol className="timeline" reversed>
        {[...page.timeline].reverse().map(({ seq, at, actor, text, detail }) => (
          <li key={seq}>
            <p className="case-line soft">
              <Moment at={at} />
              {actor && <span>{actor}</span>}
            </p>
            <p>{text}</p>
            {detail && <p className="timeline-note">{detail}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
