import { useEffect, useRef } from 'react'
import type { Deadline, Followed } from '@/shared/api/types'
import { moment } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Moment, TimeLeft } from '@/shared/time/time-left'
import type { Keys } from './follow-page'
import { useWords } from './follow-words'
import { MeetingCard } from './meeting-card'
import { praisePath } from './receipts'
import { RequestPhotos } from './request-photos'
import { SplitParts } from './split-parts'

interface FollowedRequestProps {
  followed: Followed
  code: string
  refreshing: boolean
  onRefresh: () => void
  onBack: () => void
  /** Another request, whose number and code are known. */
  onOpen: (keys: Keys) => void
}

/** Where a request stands, told from the requester's side: the answer first, then what happened and what is due. */
export function FollowedRequest(props: FollowedRequestProps) {
  const { followed, code, refreshing, onRefresh, onBack, onOpen } = props
  const say = useWords()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const open = followed.state !== 'closed'
  return (
    <article className="stack followed">
      <header>
        <p className="hint">{followed.number}</p>
        <h1 ref={title} tabIndex={-1}>
          {say(`state.${followed.state}`, { unit: followed.unit?.name ?? say('someUnit') })}
        </h1>
      </header>
      {followed.answer && (
        <section className="card followed-answer">
          <h2>{say('answer')}</h2>
          <p className="as-typed">{followed.answer}</p>
        </section>
      )}
      <SplitParts parts={followed.parts} onOpen={onOpen} />
      {open && followed.deadlines.length > 0 && (
        <Deadlines deadlines={followed.deadlines} receivedAt={followed.receivedAt} />
      )}
      {open && followed.meeting && <MeetingCard followed={followed} code={code} onAnswered={onRefresh} />}
      <Steps steps={followed.steps} />
      <Said followed={followed} />
      <RequestPhotos number={followed.number} code={code} photos={followed.photos} />
      <div className="buttons no-print">
        <button type="button" className="button" aria-disabled={refreshing} onClick={onRefresh}>
          {say(refreshing ? 'looking' : 'refresh')}
        </button>
        {followed.answer && (
          <a className="button" href={praisePath(followed.number, code)}>
            {say('praise')}
          </a>
        )}
        <button type="button" className="button" onClick={onBack}>
          {say('back')}
        </button>
      </div>
    </article>
  )
}

function Deadlines({ deadlines, receivedAt }: { deadlines: readonly Deadline[]; receivedAt: string }) {
  const say = useWords()
  const now = useNow()
  return (
    <section>
      <h2>{say('due')}</h2>
      <dl className="receipt-due">
        {deadlines.filter(isTold).map(({ kind, dueAt, metAt }) => (
          <div key={kind}>
            <dt>{say(`due.${kind}`)}</dt>
            <dd>
              {metAt ? (
                <span className="hint">
                  {say(Date.parse(metAt) <= Date.parse(dueAt) ? 'met' : 'metLate', {
                    at: moment(metAt, now),
                  })}
                </span>
              ) : (
                <>
                  <Moment at={dueAt} /> <TimeLeft dueAt={dueAt} from={receivedAt} />
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

type Told = Deadline & { kind: 'dispatch' | 'sign' | 'contact' | 'resolve' }

/** The clocks that the server tells a requester of. */
const isTold = (deadline: Deadline): deadline is Told =>
  ['dispatch', 'sign', 'contact', 'resolve'].includes(deadline.kind)

function Steps({ steps }: { steps: Followed['steps'] }) {
  const say = useWords()
  return (
    <section>
      <h2>{say('steps')}</h2>
      <ol className="followed-steps bare">
        {steps.map(({ at, kind, text, detail }) => (
          <li key={at + kind}>
            <span className="hint">
              <Moment at={at} />
            </span>
            <p>
              {text}
              {detail && <span className="as-typed">{detail}</span>}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Said({ followed }: { followed: Followed }) {
  const say = useWords()
  return (
    <section>
      <h2>{say('said')}</h2>
      {followed.text && <p className="as-typed">{followed.text}</p>}
      <p className="hint">
        <Moment at={followed.receivedAt} />
        {[followed.placeName, followed.className].filter(Boolean).map((fact) => ` · ${fact}`)}
      </p>
    </section>
  )
}
