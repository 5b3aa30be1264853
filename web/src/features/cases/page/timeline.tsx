import type { CasePage } from '@/shared/api/types'
import { Moment } from '@/shared/time/time-left'
import { useWords } from '../words'

/** What happened, latest first, with the notes where they belong in time. */
export const merged = (page: Pick<CasePage, 'timeline' | 'notes'>) =>
  [
    ...page.timeline.map(({ seq, at, actor, text, detail }) => ({
      key: `s${seq}`,
      at,
      by: actor,
      text,
      detail,
    })),
    ...page.notes.map(({ at, by, kind, text }, index) => ({
      key: `n${index} ${kind}`,
      at,
      by,
      text: undefined,
      detail: text,
    })),
  ].sort((a, b) => new Date(b.at).getTime() - new Date(a.at).getTime())

export function Timeline({ page }: { page: CasePage }) {
  const say = useWords()
  return (
    <section>
      <h3>{say('timeline')}</h3>
      <ol className="timeline" reversed>
        {merged(page).map(({ key, at, by, text, detail }) => (
          <li key={key}>
            <p className="case-line soft">
              <Moment at={at} />
              <span>{by}</span>
            </p>
            {text && <p>{text}</p>}
            {detail && <p className="timeline-note">{detail}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
