import type { CasePage } from '@/shared/api/types'
import { moment } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Moment, TimeLeft } from '@/shared/time/time-left'
import { useWords } from '../words'

/** What stands beside the straight way: what the unit asked for, the meeting, how often it is handled, how long it is put aside. */
export function Asked({ page }: { page: CasePage }) {
  const say = useWords()
  const now = useNow()
  const { ask, meeting, handling, alarmLevel, suspendedUntil, supervisedAt } = page
  const open = page.state !== 'closed' && page.state !== 'resolved'
  const alarmed = open && alarmLevel > 1
  if (!ask && !suspendedUntil && !supervisedAt && handling < 2 && !alarmed && !(open && meeting)) return null
  return (
    <section className="asked" aria-label={say('standing')}>
      {ask && (
        <p role="status">
          <strong>{say(`asked.${ask.kind}`)}</strong>
          {ask.until && <span>{say('askedUntil', { at: moment(ask.until, now) })}</span>}
          {ask.suggests && <span>{say('askedFor', { unit: ask.suggests.name })}</span>}
          {ask.convenedAt && (
            <span>
              {say('convened')} <Moment at={ask.convenedAt} />
            </span>
          )}
          {ask.dueAt && <TimeLeft dueAt={ask.dueAt} from={ask.at} />}
        </p>
      )}
      {supervisedAt && <Supervised page={page} at={supervisedAt} />}
      {suspendedUntil && (
        <p>
          <strong>{say('suspendedUntil')}</strong> <Moment at={suspendedUntil} />
        </p>
      )}
      {handling > 1 && (
        <p>
          {handling > 3
            ? say('handledOften', { count: handling })
            : say(handling === 2 ? 'handledTwice' : 'handledThrice')}
        </p>
      )}
      {alarmed && <p>{say(alarmLevel === 2 ? 'alarmAbove' : 'alarmLeader')}</p>}
      {open && meeting && (
        <p>
          {say(`meeting.${meeting.state}`)}
          {meeting.at && <Moment at={meeting.at} />}
        </p>
      )}
    </section>
  )
}

/** Who presses for it, what is expected, and what the unit said to that. */
function Supervised({ page, at }: { page: CasePage; at: string }) {
  const say = useWords()
  const { supervision, awaitsLeader, state } = page
  const answer = supervision?.answer
  return (
    <>
      <p>
        <strong>{say(awaitsLeader ? 'raised' : 'supervised')}</strong>
        {!awaitsLeader && supervision?.said.actor && <span>{supervision.said.actor}</span>}
        <Moment at={at} />
      </p>
      {supervision?.said.detail && <blockquote>{supervision.said.detail}</blockquote>}
      {answer ? (
        <>
          <p>
            <strong>{say('answeredBy')}</strong>
            {answer.actor && <span>{answer.actor}</span>}
            <Moment at={answer.at} />
          </p>
          {answer.detail && <blockquote>{answer.detail}</blockquote>}
        </>
      ) : (
        state !== 'resolved' && state !== 'closed' && <p className="soft">{say('supervisionOpen')}</p>
      )}
    </>
  )
}
