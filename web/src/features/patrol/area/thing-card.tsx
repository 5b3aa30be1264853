import { useClassName } from '@/shared/reference/reference'
import { moment } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { distanceWords, type Task } from '../distance'
import type { PlannedPlace } from '../places/planned-place'
import type { AreaThing } from './area-things'
import { useWords } from './words'

/** Where a thing of the map leads to. */
export interface Ways {
  onTask: (task: Task) => void
  onPlace: (place: PlannedPlace) => void
  /** A report about a component is begun. */
  onComponent: (code: string) => void
}

/** What a thing is called in the language that is spoken: a case and a task by its class, which the server tells in Chinese. */
const useThingName = () => {
  const classOf = useClassName()
  return ({ kind, name }: AreaThing): string => (kind === 'task' || kind === 'case' ? classOf(name) : name)
}

interface ThingCardProps extends Ways {
  thing: AreaThing
  metres: number | undefined
}

/** What one thing is, how far it is, and the way to it. */
export function ThingCard({ thing, metres, ...ways }: ThingCardProps) {
  const say = useWords()
  const nameOf = useThingName()
  return (
    <>
      <p className="task-place">
        <strong>{nameOf(thing)}</strong>
        {metres !== undefined && (
          <span className="hint">{say('away', { metres: distanceWords(metres) })}</span>
        )}
      </p>
      <Detail thing={thing} />
      <Way thing={thing} {...ways} />
    </>
  )
}

function Detail({ thing }: { thing: AreaThing }) {
  const say = useWords()
  const now = useNow()
  const detail =
    thing.kind === 'task'
      ? [thing.task.number, thing.task.placeName]
      : thing.kind === 'place'
        ? [thing.place.title]
        : thing.kind === 'case'
          ? [
              thing.known.number,
              say('known', { unit: thing.known.unitName, at: moment(thing.known.receivedAt, now) }),
            ]
          : thing.kind === 'component'
            ? [thing.component.code, thing.component.state !== 'intact' && say('faulty')]
            : []
  return (
    <p className="hint">
      {say(thing.kind)}
      {detail.filter(Boolean).map((one) => ` · ${one}`)}
    </p>
  )
}

function Way({ thing, onTask, onPlace, onComponent }: { thing: AreaThing } & Ways) {
  const say = useWords()
  const nameOf = useThingName()
  if (thing.kind === 'case' || thing.kind === 'stop') return null
  const [word, go] =
    thing.kind === 'task'
      ? [say(thing.task.kind === 'verify' ? 'goVerify' : 'goLook'), () => onTask(thing.task)]
      : thing.kind === 'place'
        ? [say('look'), () => onPlace(thing.place)]
        : [say('reportIt'), () => onComponent(thing.component.code)]
  return (
    <>
      <button type="button" className="button" onClick={go}>
        {word}
        <span className="unseen">{nameOf(thing)}</span>
      </button>
      {thing.kind === 'component' && (
        <a className="button" href={`/field/measure/${thing.component.code}`}>
          {say('measureIt')}
          <span className="unseen"> {thing.name}</span>
        </a>
      )}
    </>
  )
}
