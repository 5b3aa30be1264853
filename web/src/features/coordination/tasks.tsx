import { Button } from 'antd'
import { type ComponentType, useState } from 'react'
import { about } from '@/shared/i18n/punctuation'
import { Moment, TimeLeft } from '@/shared/time/time-left'
import { PhotoRow } from './photo-row'
import {
  ConsentForm,
  DoneForm,
  LinkForm,
  RevealForm,
  type TaskFormProps,
  VerifyForm,
  WithdrawForm,
} from './task-forms'
import type { Task, WhistlePage } from './whistle'
import { useWords } from './words'

/** What may be done with a task, the next step first. */
const forms = {
  consent: ConsentForm,
  done: DoneForm,
  verify: VerifyForm,
  link: LinkForm,
  withdraw: WithdrawForm,
  revealConsent: RevealForm,
} satisfies Record<string, ComponentType<TaskFormProps>>

type Formed = keyof typeof forms
const order = Object.keys(forms) as Formed[]

/** The decisions and promises: who does what by when, and whether it is done. */
export function Tasks({ page }: { page: WhistlePage }) {
  const say = useWords()
  return (
    <section>
      <h2>{say('tasks')}</h2>
      {page.tasks.length === 0 && <p className="soft">{say('noTasks')}</p>}
      <ol className="whistle-tasks">
        {page.tasks.map((task) => (
          <li key={task.id}>
            <One page={page} task={task} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** How long is left; of one that is done, by when it was to be. */
export function Due({ task: { state, dueAt } }: { task: Pick<Task, 'state' | 'dueAt'> }) {
  const say = useWords()
  return state === 'open' ? (
    <TimeLeft dueAt={dueAt} />
  ) : (
    <span>
      {say('due')} <Moment at={dueAt} />
    </span>
  )
}

/** What the caller's side said of it last: whoever it came back to reads why. */
function JudgedLine({ page, judged }: { page: WhistlePage; judged: NonNullable<Task['judged']> }) {
  const say = useWords()
  return (
    <>
      <p>
        <Moment at={judged.at} /> {judged.by} {about(say(`judged.${judged.verdict}`), judged.note)}
      </p>
      <PhotoRow whistle={page.id} photos={judged.photos} />
    </>
  )
}

function One({ page, task }: { page: WhistlePage; task: Task }) {
  const say = useWords()
  const [open, setOpen] = useState<Formed>()
  const possible = order.filter((one) => task.operations.includes(one))
  const Form = open && possible.includes(open) ? forms[open] : undefined
  return (
    <>
      <p>
        <span className="mark quiet">{say(`task.${task.kind}`)}</span>
        {task.late && task.state === 'open' && <span className="mark">{say('late')}</span>}
        <strong>{task.what ?? say('erased')}</strong>
      </p>
      <p className="whistle-line soft">
        <span>{task.unit.name}</span>
        {task.guidedBy && <span>{say('guided', { unit: task.guidedBy.name })}</span>}
        {task.promisedBy && <span>{say('promised', { firm: task.promisedBy })}</span>}
        <span>{say(`taskState.${task.state}`)}</span>
        <Due task={task} />
      </p>
      {task.needsConsent && (
        <p className="soft">
          {task.consent
            ? about(
                say('consentGiven'),
                say('consentBy', {
                  who: task.consent.who ?? '',
                  relation: task.consent.relationToOwner,
                  medium: say(`medium.${task.consent.medium}`),
                  witness: task.consent.witness ?? '',
                }),
              )
            : say('consentWaits')}
        </p>
      )}
      {task.doneAt && (
        <p>
          <Moment at={task.doneAt} /> {task.doneBy} {task.doneNote}
        </p>
      )}
      <PhotoRow whistle={page.id} photos={task.photos} />
      {task.judged && <JudgedLine page={page} judged={task.judged} />}
      {possible.length > 0 && (
        <div className="form-keys">
          {possible.map((one, index) => (
            <Button
              key={one}
              size="small"
              type={
                index === 0 && one !== 'withdraw' && one !== 'link' && one !== 'revealConsent'
                  ? 'primary'
                  : 'default'
              }
              aria-expanded={open === one}
              onClick={() => setOpen(open === one ? undefined : one)}
            >
              {say(one)}
            </Button>
          ))}
        </div>
      )}
      {Form && <Form key={open} page={page} task={task} onDone={() => setOpen(undefined)} />}
    </>
  )
}
