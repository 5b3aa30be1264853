import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useState } from 'react'
import { api, body } from '@/shared/api/client'
import { useLanguage } from '@/shared/i18n/i18n'
import { coordinates } from '@/shared/map/points'
import { dateWords } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Field } from '@/shared/touch/field'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { type Layer, pointsOf, type RiskPoint } from './risk-point'
import { useWords } from './words'
import '@/shared/map/case-map.css'
import './risk-points.css'

const RiskMap = lazy(() => import('./risk-map').then(({ RiskMap }) => ({ default: RiskMap })))

/** The places at risk as the city published them, by version and day: a list that says everything, and a map of the same. */
export function RiskPointsPage() {
  const say = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['risk-points'],
    queryFn: () => body(api.GET('/api/risk-points')),
  })
  return (
    <div className="stack">
      <h1>{say('title')}</h1>
      <p>{say('lead')}</p>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading rows={5} />}
      {data?.layers.length === 0 && <Empty title={say('none')}>{say('noneLead')}</Empty>}
      {data && data.layers.length > 0 && <Points layers={data.layers} />}
    </div>
  )
}

function Points({ layers }: { layers: readonly Layer[] }) {
  const say = useWords()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<RiskPoint>()
  const found = useMemo(
    () => layers.map((layer) => ({ layer, points: pointsOf(layer, typed) })),
    [layers, typed],
  )
  const points = useMemo(() => found.flatMap((one) => one.points), [found])
  return (
    <>
      <Field label={say('find')} optional hint={say('findHint')}>
        {(wiring) => (
          <input
            {...wiring}
            type="search"
            autoComplete="off"
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value)
              setChosen(undefined)
            }}
          />
        )}
      </Field>
      <div role="status">{points.length === 0 && <p className="hint">{say('findNone')}</p>}</div>
      {points.length > 0 && (
        <div className="case-map-frame risk-map">
          <Suspense>
            <RiskMap points={points} chosen={chosen} />
          </Suspense>
        </div>
      )}
      {found.map(
        (one) =>
          one.points.length > 0 && (
            <LayerList key={one.layer.id} {...one} chosen={chosen} onChoose={setChosen} />
          ),
      )}
    </>
  )
}

interface LayerListProps {
  layer: Layer
  points: readonly RiskPoint[]
  chosen: RiskPoint | undefined
  onChoose: (point: RiskPoint) => void
}

function LayerList({ layer, points, chosen, onChoose }: LayerListProps) {
  const say = useWords()
  const language = useLanguage()
  const now = useNow()
  const { id, title, version, publishedOn } = layer
  return (
    <section className="stack" aria-labelledby={`layer-${id}`}>
      <h2 id={`layer-${id}`}>{title}</h2>
      <p className="hint">
        {say('version', {
          version,
          day: dateWords(publishedOn, now, language),
          count: layer.points.length,
        })}
      </p>
      <ul className="bare risk-points">
        {points.map((point) => (
          <li key={point.key}>
            <span>
              <strong>{point.name}</strong>
              <span className="hint">{coordinates([point.lon, point.lat])}</span>
            </span>
            <button
              type="button"
              className="button"
              aria-pressed={chosen?.key === point.key}
              onClick={() => {
                onChoose(point)
                document.querySelector('.risk-map')?.scrollIntoView({ block: 'nearest' })
              }}
            >
              {say(chosen?.key === point.key ? 'shown' : 'show')}
              <span className="unseen">{point.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
