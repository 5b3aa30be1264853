import { Link, useParams } from 'react-router'
import { CaseMap } from '@/shared/map/case-map'
import { lngLat } from '@/shared/map/points'
import { useClassName } from '@/shared/reference/reference'
import { useMay } from '@/shared/session/session'
import { useTerms } from '@/shared/terms'
import { day } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Moment } from '@/shared/time/time-left'
import { Failed, Loading } from '@/shared/ui/pieces'
import { Sparkline } from './sparkline'
import { type TopicPage as Page, planAddress, useTopic } from './topics'
import { useWords } from './words'
import './topics.css'

/** One topic: how hot, where, and which requests, the nearest to its matter first. */
export function TopicPage() {
  const say = useWords()
  const { id = '' } = useParams()
  const { data, error, refetch } = useTopic(id)
  return (
    <>
      <p>
        <Link to="/figures/topics">{say('back')}</Link>
      </p>
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Shown page={data} />
      ) : (
        <Loading rows={10} />
      )}
    </>
  )
}

function Shown({ page }: { page: Page }) {
  const say = useWords()
  const may = useMay()
  const classOf = useClassName()
  const now = useNow()
  const { topic } = page
  return (
    <article className="topic">
      <h2>{topic.title}</h2>
      <p>
        {say('told', {
          cases: topic.cases,
          people: topic.people,
          first: day(topic.first, now),
          last: day(topic.last, now),
        })}
        {' · '}
        {classOf(topic.className)}
      </p>
      <p className="topic-heat">
        <Sparkline weeks={topic.weeks} />
        <strong className={`trend-${topic.trend}`}>{say(`trend.${topic.trend}`)}</strong>
        <span>{say('heatOf', { heat: topic.heat.toFixed(1) })}</span>
      </p>
      <p className="soft">{say('heatNote')}</p>
      {may('planPatrol') && (
        <p>
          <Link to={planAddress(page, say('planTitle', { title: topic.title }))}>{say('makePlan')}</Link>
        </p>
      )}
      <Places page={page} />
      <Cases page={page} />
    </article>
  )
}

function Places({ page: { places } }: { page: Page }) {
  const say = useWords()
  const placed = places.find(({ lon, lat }) => lngLat(lon, lat))
  const at = placed && lngLat(placed.lon, placed.lat)
  return (
    <section>
      <h3>{say('placesOf')}</h3>
      {places.length === 0 ? (
        <p className="soft">{say('noPlaces')}</p>
      ) : (
        <ul className="topic-places">
          {places.slice(0, 10).map(({ name, cases }) => (
            <li key={name}>
              {name} <span className="soft">{say('placeCases', { count: cases })}</span>
            </li>
          ))}
        </ul>
      )}
      {at && <CaseMap label={placed.name} at={at} />}
    </section>
  )
}

function Cases({ page: { items } }: { page: Page }) {
  const say = useWords()
  const term = useTerms()
  return (
    <section>
      <h3>{say('casesOf')}</h3>
      <ol className="topic-cases">
        {items.map((one) => (
          <li key={one.id}>
            <p className="topic-line">
              <Link className="case-link" to={`/cases/${one.id}`}>
                {one.number}
              </Link>
              <span className="soft">{term(`state.${one.state}`)}</span>
              <span className="soft">{one.unit.name}</span>
              <span className="soft">
                <Moment at={one.receivedAt} />
              </span>
            </p>
            <p>{one.summary || <span className="soft">{say('erased')}</span>}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
