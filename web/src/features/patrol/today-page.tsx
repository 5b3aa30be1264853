import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import { useClassName } from '@/shared/reference/reference'
import { TimeLeft } from '@/shared/time/time-left'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { ReadyLine } from './area/ready-line'
import { askedAgain } from './asked-again'
import { CasePhoto } from './case-photo'
import { distanceWords, endOfDay, inOrder, type PlacedTask, type Task } from './distance'
import { MyShift } from './duty/my-shift'
import { useHere } from './here'
import { NearbyComponents } from './nearby-components'
import { useUnsent } from './outbox/use-outbox'
import { PlaceList } from './places/place-list'
import type { PlannedPlace } from './places/planned-place'
import { useWords } from './words'
import './patrol.css'

export const tasksKey = ['patrol', 'tasks']

/** How the tasks are asked for. */
export const tasksQuery = queryOptions({
  queryKey: tasksKey,
  queryFn: () => body(api.GET('/api/patrol/tasks')),
  ...askedAgain,
})

interface TodayPageProps {
  account: string
  /** A look was just sent: said once, on coming back. */
  sent: boolean
  onOpen: (task: Task) => void
  onPlace: (place: PlannedPlace) => void
  /** A report about a component nearby was begun. */
  onReport: () => void
}

/** What an inspector goes to see today: first what citizens reported and waits for him, then his own again, nearest first. */
export function TodayPage({ account, sent, onOpen, onPlace, onReport }: TodayPageProps) {
  const say = useWords()
  const tasks = useQuery(tasksQuery)
  const looked = useLookedAt(account)
  const open = tasks.data?.filter(({ caseId }) => !looked.has(caseId))
  const here = useHere()
  return (
    <div className="stack">
      <h1>{say('today')}</h1>
      {sent && (
        <p className="notice" role="status">
          {say('reinspectSent')}
        </p>
      )}
      <MyShift account={account} />
      <ReadyLine />
      {tasks.isPending && <Loading rows={5} />}
      {tasks.error &&
        (open ? (
          <p className="hint">{say('statusOld')}</p>
        ) : (
          <Failed error={tasks.error} onRetry={() => void tasks.refetch()} />
        ))}
      {open?.length === 0 && <Empty title={say('todayNone')}>{say('todayNoneLead')}</Empty>}
      {open && open.length > 0 && (
        <>
          <p className="hint">
            {say('tasks', { count: open.length })} · {say(here ? 'nearest' : 'soonest')}
          </p>
          <ul className="bare stack">
            {inOrder(open, here).map((placed) => (
              <TaskCard key={placed.task.caseId} {...placed} onOpen={onOpen} />
            ))}
          </ul>
        </>
      )}
      <PlaceList account={account} here={here} onOpen={onPlace} />
      <NearbyComponents account={account} here={here} onNamed={onReport} />
    </div>
  )
}

/** The cases whose look waits to be sent. */
const useLookedAt = (account: string): ReadonlySet<string> =>
  new Set(
    useUnsent(account).flatMap(({ content, state }) =>
      content.kind === 'look' && state === 'waiting' ? [content.caseId] : [],
    ),
  )

function TaskCard({ task, metres, onOpen }: PlacedTask & { onOpen: (task: Task) => void }) {
  const say = useWords()
  const classOf = useClassName()
  return (
    <li className="card task-card">
      <header>
        <h2>{classOf(task.className)}</h2>
        <TimeLeft dueAt={task.dueAt ?? endOfDay(task.dueOn)} />
      </header>
      <p className="task-place">
        {task.placeName}
        {metres !== undefined && (
          <span className="hint">{say('away', { metres: distanceWords(metres) })}</span>
        )}
      </p>
      {task.kind === 'verify' && <p className="report-state">{say('toVerify')}</p>}
      <p>{task.text}</p>
      {task.beforePhotos.length > 0 ? (
        <ul className="bare task-photos">
          {task.beforePhotos.slice(0, 3).map((id, at) => (
            <li key={id}>
              <CasePhoto caseId={task.caseId} photo={id} alt={say('beforePhoto', { nth: at + 1 })} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="hint">{say('noPhotos')}</p>
      )}
      <button type="button" className="button button-main" onClick={() => onOpen(task)}>
        {say(task.kind === 'verify' ? 'goVerify' : 'goLook')}
        <span className="unseen">{task.number}</span>
      </button>
    </li>
  )
}
