import type { CasePage, Deadline } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { exactly, moment } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { TimeLeft } from '@/shared/time/time-left'
import { useWords } from '../words'

/** The steps with their deadlines: what is done and whether in time, what is open and how long it has. */
export function Deadlines({ page }: { page: CasePage }) {
  const say = useWords()
  const term = useTerms()
  const now = useNow()
  const { wish } = page
  if (page.deadlines.length === 0 && !wish) return null
  return (
    <section aria-label={say('deadlines')}>
      <dl className="deadlines">
        {page.deadlines.map((deadline) => (
          <div key={deadline.kind} data-met={Boolean(deadline.metAt)}>
            <dt>{term(`due.${deadline.kind}`)}</dt>
            <Standing deadline={deadline} from={page.receivedAt} closed={page.state === 'closed'} />
          </div>
        ))}
        {wish && (
          <div>
            <dt>{say('wish')}</dt>
            <dd title={exactly(wish.by ?? wish.limit ?? '')}>
              <span>{say('dueAt', { at: moment(wish.by ?? wish.limit ?? '', now) })}</span>
              {wish.words && <span className="deadline-at">{say('wishWords', { words: wish.words })}</span>}
              <span className="deadline-at">{say(wish.limit ? 'wishBinds' : 'wishIsFree')}</span>
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}

/** What runs on when a case is closed. */
const afterClosing: ReadonlySet<Deadline['kind']> = new Set(['callBack', 'followUp', 'control'] as const)

function Standing({ deadline, from, closed }: { deadline: Deadline; from: string; closed: boolean }) {
  const say = useWords()
  const now = useNow()
  const { dueAt, metAt } = deadline
  if (metAt) {
    const late = new Date(metAt) > new Date(dueAt)
    return <dd title={exactly(dueAt)}>{say(late ? 'metLate' : 'metAt', { at: moment(metAt, now) })}</dd>
  }
  return (
    <dd>
      {(!closed || afterClosing.has(deadline.kind)) && <TimeLeft dueAt={dueAt} from={from} />}
      <span className="deadline-at">{say('dueAt', { at: moment(dueAt, now) })}</span>
      {deadline.ground && <span className="deadline-at">{say(`ground.${deadline.ground}`)}</span>}
    </dd>
  )
}
