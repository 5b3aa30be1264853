import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { coordinates } from '@/shared/map/points'
import { useClassName } from '@/shared/reference/reference'
import { useMay } from '@/shared/session/session'
import { useTerms } from '@/shared/terms'
import { Moment, TimeLeft } from '@/shared/time/time-left'
import { useCasesOf } from '../components/component'
import { around } from './box'
import { readCases } from './case-layer'
import type { Thing } from './things'
import { useThingName } from './use-thing-name'
import { useWords } from './words'

const nearMetres = 50

/** What was chosen, and the cases at it. It takes the focus, so that a keyboard and a screen reader are where the answer is. */
export function ThingPanel({ thing, onClose }: { thing: Thing; onClose: () => void }) {
  const say = useWords()
  const may = useMay()
  const nameOf = useThingName()
  const frame = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another thing is another answer
  useEffect(() => frame.current?.focus(), [thing.id])
  return (
    <section className="map-thing" ref={frame} tabIndex={-1} aria-label={say('chosen')}>
      <header>
        <h2>{nameOf(thing)}</h2>
        <button type="button" className="link-button" onClick={onClose}>
          {say('close')}
        </button>
      </header>
      {thing.detail && <p>{thing.detail}</p>}
      <dl>
        {thing.state && <Line word={say('state')}>{thing.state}</Line>}
        {thing.dueAt && !thing.settled && (
          <Line word={say('due')}>
            <TimeLeft dueAt={thing.dueAt} from={thing.since} />
          </Line>
        )}
        {thing.since && (
          <Line word={say('since')}>
            <Moment at={thing.since} />
          </Line>
        )}
        {thing.unit && <Line word={say('unit')}>{thing.unit}</Line>}
      </dl>
      <p className="soft">{coordinates(thing.at)}</p>
      {thing.layer === 'cases' ? (
        <Link className="plain-button map-open" to={`/cases/${thing.id}`}>
          {say('openCase')}
        </Link>
      ) : (
        <>
          {thing.record && (
            <Link className="plain-button map-open" to={`/components/${thing.record}`}>
              {say('openRecord')}
            </Link>
          )}
          {may('viewCases') && thing.layer === 'components' && <CasesOfComponent thing={thing} />}
          {may('viewCases') && thing.layer !== 'components' && thing.layer !== 'units' && (
            <CasesHere thing={thing} />
          )}
        </>
      )}
    </section>
  )
}

function Line({ word, children }: { word: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** What was asked about this very component; apart from it, what is near and may be about it. */
function CasesOfComponent({ thing }: { thing: Thing }) {
  const say = useWords()
  const term = useTerms()
  const classOf = useClassName()
  const { data } = useCasesOf(thing.id)
  return (
    <>
      <h3>{say('casesOf')}</h3>
      {data?.length === 0 && <p className="soft">{say('noCasesOf')}</p>}
      <ul className="map-here">
        {data?.map(({ id, className, number, state }) => (
          <li key={id}>
            <Link to={`/cases/${id}`}>{classOf(className)}</Link>{' '}
            <span className="soft">{`${term(`state.${state}`)} · ${number}`}</span>
          </li>
        ))}
      </ul>
      {data && <CasesHere thing={thing} told={new Set(data.map(({ id }) => id))} />}
    </>
  )
}

function CasesHere({ thing, told }: { thing: Thing; told?: ReadonlySet<string> }) {
  const say = useWords()
  const bbox = around(thing.at, nearMetres).join(',')
  const { data } = useQuery({ queryKey: ['map-cases-here', bbox], queryFn: () => readCases({ bbox }) })
  const others = data?.filter(({ id }) => !told?.has(id))
  return (
    <>
      <h3>{say(told ? 'othersHere' : 'casesHere')}</h3>
      {others?.length === 0 && <p className="soft">{say('noCasesHere')}</p>}
      <ul className="map-here">
        {others?.map(({ id, name, detail, state }) => (
          <li key={id}>
            <Link to={`/cases/${id}`}>{name}</Link> <span className="soft">{`${state} · ${detail}`}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
