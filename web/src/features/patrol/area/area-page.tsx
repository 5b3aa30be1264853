import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import type { LngLat } from '@/shared/map/points'
import { metresBetween } from '@/shared/map/position'
import { moment } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { useOnline } from '@/shared/ui/online'
import { Failed, Loading } from '@/shared/ui/pieces'
import { runs, useShifts } from '../duty/duty'
import { useHere } from '../here'
import { NearbyComponents, nameInReport } from '../nearby-components'
import { placesQuery } from '../places/planned-place'
import { tasksQuery } from '../today-page'
import { areaQuery, boxOf, grown } from './area'
import { signs } from './area-layers'
import { type AreaThing, nearestFirst, thingsOf } from './area-things'
import { ReadyLine, useReadiness } from './ready-line'
import { ThingCard, type Ways } from './thing-card'
import { useWords } from './words'
import '../patrol.css'
import './area.css'

const AreaMap = lazy(() => import('./area-map').then(({ AreaMap }) => ({ default: AreaMap })))

const firstShown = 10

interface AreaPageProps extends Pick<Ways, 'onTask' | 'onPlace'> {
  account: string
  /** A report about a component was begun. */
  onReport: () => void
}

/** The map of the inspector's own area, with what there is to go to and to know of, network or not; the list below tells the same. */
export function AreaPage({ account, onReport, ...ways }: AreaPageProps) {
  const say = useWords()
  const area = useQuery(areaQuery)
  const ready = useReadiness().data
  const things = useThings(account)
  const here = useHere()
  const [pressed, press] = useState<{ thing: AreaThing | undefined }>()
  const [sought, seek] = useState<LngLat>()
  const kept = ready && 'kept' in ready ? ready.kept : undefined
  const box = area.data ? boxOf(area.data) : kept && grown(kept.box, 0)
  const report = (code: string) => {
    nameInReport(account, code)
    onReport()
  }
  const all = { ...ways, onComponent: report }
  return (
    <div className="stack">
      <h1>{say('map')}</h1>
      <ReadyLine />
      {!box && area.isPending && <Loading rows={8} />}
      {!box && area.error && <Failed error={area.error} onRetry={() => void area.refetch()} />}
      {box && (
        <figure className="area-map">
          <div className="area-frame">
            <Suspense fallback={<Loading rows={8} />}>
              <AreaMap
                box={box}
                deepest={kept?.deepest}
                things={things}
                here={here}
                chosen={pressed?.thing?.at ?? sought}
                onPress={(thing) => press({ thing })}
              />
            </Suspense>
          </div>
          <figcaption>
            <Legend />
            {here && (
              <button
                type="button"
                className="button-plain"
                onClick={() => {
                  press(undefined)
                  seek([here[0], here[1]])
                }}
              >
                {say('toMe')}
              </button>
            )}
          </figcaption>
        </figure>
      )}
      <div role="status">{pressed && !pressed.thing && <p className="hint">{say('nothingHere')}</p>}</div>
      {pressed?.thing && (
        <Chosen thing={pressed.thing} here={here} {...all} onClose={() => press(undefined)} />
      )}
      <Around things={things} here={here} told={area.dataUpdatedAt} {...all} />
      <NearbyComponents account={account} here={here} onNamed={onReport} />
    </div>
  )
}

const useThings = (account: string): AreaThing[] => {
  const now = useNow()
  const { data: tasks } = useQuery(tasksQuery)
  const { data: places } = useQuery(placesQuery)
  const { data: area } = useQuery(areaQuery)
  const shifts = useShifts(account)
  const shift =
    shifts?.find((one) => runs(one, now)) ?? shifts?.find(({ endsAt }) => Date.parse(endsAt) > now.getTime())
  // biome-ignore lint/correctness/useExhaustiveDependencies: a shift is made anew at each look; its stops stay
  return useMemo(
    () => thingsOf({ tasks, places, shift, cases: area?.cases }),
    [tasks, places, shift?.id, area],
  )
}

function Legend() {
  const say = useWords()
  return (
    <ul className="bare area-legend" aria-label={say('legend')}>
      {(['task', 'place', 'case', 'stop'] as const).map((kind) => (
        <li key={kind}>
          <span aria-hidden="true">{signs[kind]}</span> {say(kind)}
        </li>
      ))}
      <li>
        <span className="area-dot" aria-hidden="true" /> {say('component')}
      </li>
      <li>
        <span className="area-dot" data-faulty="" aria-hidden="true" /> {say('faulty')}
      </li>
      <li>
        <span className="area-dot" data-me="" aria-hidden="true" /> {say('me')}
      </li>
    </ul>
  )
}

interface ChosenProps extends Ways {
  thing: AreaThing
  here: LngLat | undefined
  onClose: () => void
}

/** What was pressed. It takes the focus, so that a keyboard and a screen reader are where the answer is. */
function Chosen({ thing, here, onClose, ...ways }: ChosenProps) {
  const say = useWords()
  const frame = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another thing is another answer
  useEffect(() => frame.current?.focus(), [thing.key])
  return (
    <section className="card stack area-chosen" ref={frame} tabIndex={-1} aria-label={say('chosen')}>
      <ThingCard thing={thing} metres={here && metresBetween(here, thing.at)} {...ways} />
      <button type="button" className="button-plain" onClick={onClose}>
        {say('close')}
      </button>
    </section>
  )
}

interface AroundProps extends Ways {
  things: readonly AreaThing[]
  here: LngLat | undefined
  /** When the cases were told. */
  told: number
}

/** What the map shows, line by line. */
function Around({ things, here, told, ...ways }: AroundProps) {
  const say = useWords()
  const now = useNow()
  const online = useOnline()
  const [shown, setShown] = useState(firstShown)
  const ordered = nearestFirst(things, here)
  return (
    <section className="stack" aria-labelledby="area-around">
      <h2 id="area-around">{say('around')}</h2>
      {!online && told > 0 && <p className="hint">{say('old', { at: moment(new Date(told), now) })}</p>}
      {ordered.length === 0 && <p className="hint">{say('none')}</p>}
      <ul className="bare stack">
        {ordered.slice(0, shown).map(({ thing, metres }) => (
          <li key={thing.key} className="card task-card">
            <ThingCard thing={thing} metres={metres} {...ways} />
          </li>
        ))}
      </ul>
      {ordered.length > shown && (
        <button type="button" className="button" onClick={() => setShown(shown + firstShown)}>
          {say('more', { count: ordered.length - shown })}
        </button>
      )}
    </section>
  )
}
