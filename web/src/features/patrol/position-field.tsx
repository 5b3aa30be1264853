import { useEffect, useRef, useState } from 'react'
import { CaseMap } from '@/shared/map/case-map'
import { coordinates, type LngLat } from '@/shared/map/points'
import { type NoFix, usePosition } from '@/shared/map/position'
import { useCity } from '@/shared/reference/reference'
import { useComponentSpot } from './component-spot'
import { isCoarse, type ReportDraft } from './report-draft'
import { useWords } from './words'

const noFixWords = {
  denied: 'positionDenied',
  unavailable: 'positionUnavailable',
  timeout: 'positionTimeout',
  insecure: 'positionInsecure',
} as const satisfies Record<NoFix, string>

type Placed = Pick<ReportDraft, 'at' | 'within'>

interface PositionFieldProps extends Placed {
  fault: string | undefined
  /** The identifier of what it is about, as typed or scanned: where the phone gives no position, its own will do. */
  component?: string
  onChange: (placed: Placed) => void
}

/** Where the problem is: found at once, shown with its accuracy, and corrected on the map when the phone is wrong. */
export function PositionField({ at, within, fault, component = '', onChange }: PositionFieldProps) {
  const say = useWords()
  const [mapOpen, setMapOpen] = useState(false)
  const { position, ask, overrule } = usePosition(({ at, accuracy }) => onChange({ at, within: accuracy }))
  const failed = position.state === 'failed' ? noFixWords[position.why] : undefined
  const known = useRef(at !== null)
  useEffect(() => {
    if (!known.current) ask()
  }, [ask])
  const spot = useComponentSpot(component, within === null)
  const isSpot = spot !== null && at !== null && spot.at.every((one, n) => one === at[n])
  const showMap = mapOpen || (failed !== undefined && !at)
  const coarse = isCoarse(within) && position.state !== 'asking' && !fault

  const point = (picked: LngLat) => {
    overrule()
    onChange({ at: picked, within: null })
  }

  return (
    <section className="position-field" aria-labelledby="position-title">
      <h2 id="position-title" className="field-legend">
        {say('where')}
      </h2>
      <p role="status" className="position-state">
        {position.state === 'asking' && <span>{say('whereAsking')}</span>}
        {at && (
          <>
            <strong>
              {within === null
                ? say(isSpot ? 'whereOfComponent' : 'wherePointed')
                : say('whereWithin', { metres: within })}
            </strong>
            <span className="hint">{coordinates(at)}</span>
          </>
        )}
        {coarse && <span>{say('whereCoarse')}</span>}
        {failed && !at && <span>{say(failed)}</span>}
      </p>
      {fault && (
        <p className="field-fault" role="alert">
          {fault}
        </p>
      )}
      <div className="buttons">
        {spot && !at && (
          <button type="button" className="button" onClick={() => point(spot.at)}>
            {say('whereTakeComponent', { name: spot.name })}
          </button>
        )}
        <button type="button" className="button" onClick={ask} aria-disabled={position.state === 'asking'}>
          {say('whereAgain')}
        </button>
        <button type="button" className="button" aria-expanded={showMap} onClick={() => setMapOpen(!showMap)}>
          {say(showMap ? 'whereMapClose' : 'whereMap')}
        </button>
      </div>
      {showMap && <PositionMap at={at} onPick={point} />}
    </section>
  )
}

function PositionMap({ at, onPick }: { at: LngLat | null; onPick: (at: LngLat) => void }) {
  const say = useWords()
  const { data: city } = useCity()
  const [west, south, east, north] = city?.streets.find(({ detailed }) => detailed)?.bbox ?? city?.bbox ?? []
  const centre: LngLat | undefined =
    west !== undefined && south !== undefined && east !== undefined && north !== undefined
      ? [(west + east) / 2, (south + north) / 2]
      : undefined
  return <CaseMap label={say('whereLabel')} at={at ?? undefined} centre={centre} onPick={onPick} />
}
