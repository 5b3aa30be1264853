import { useEffect, useRef, useState } from 'react'
import { readComponentCode } from '@/shared/component-code'
import { CaseMap } from '@/shared/map/case-map'
import { coordinates, type LngLat } from '@/shared/map/points'
import { type NoFix, usePosition } from '@/shared/map/position'
import { useCity } from '@/shared/reference/reference'
import { useComponentSpot } from './component-spot'
import { useFreshFix } from './fresh-fix'
import { isCoarse, type ReportDraft } from './report-draft'
import { useWords } from './words'

const noFixWords = {
  denied: 'positionDenied',
  unavailable: 'positionUnavailable',
  timeout: 'positionTimeout',
  insecure: 'positionInsecure',
} as const satisfies Record<NoFix, string>

type Placed = Pick<ReportDraft, 'at' | 'within' | 'placeOf' | 'fixedAt'>

interface PositionFieldProps extends Placed {
  fault: string | undefined
  /** When the first photo was taken, milliseconds by the phone's clock: from then on what was found with it stays. */
  shotAt: number | null
  /** The identifier of what it is about, as typed or scanned: where the phone gives no position, its own will do. */
  component?: string
  onChange: (placed: Placed) => void
}

/** Where the problem is: found at once, shown with its accuracy, and corrected on the map when the phone is wrong. */
export function PositionField({
  at,
  within,
  placeOf = null,
  fixedAt = null,
  shotAt,
  fault,
  component = '',
  onChange,
}: PositionFieldProps) {
  const say = useWords()
  const [mapOpen, setMapOpen] = useState(false)
  const { position, ask, askQuietly, overrule } = usePosition(({ at, accuracy }) =>
    onChange({ at, within: accuracy, placeOf: null, fixedAt: Date.now() }),
  )
  const failed = position.state === 'failed' ? noFixWords[position.why] : undefined
  // Where the place was that of a component, the phone found none: it is not asked again for each component that is typed.
  const known = useRef(at !== null || placeOf !== null)
  useEffect(() => {
    if (!known.current) ask()
  }, [ask])
  useFreshFix(
    { fixedAt, shotAt },
    () => {
      onChange({ at: null, within: null, placeOf: null, fixedAt: null })
      ask()
    },
    askQuietly,
  )
  const code = readComponentCode(component)
  const spot = useComponentSpot(code, within === null)
  const isSpot = placeOf !== null && placeOf === code
  useEffect(() => {
    if (placeOf === null || (isSpot && at)) return
    if (code && spot) onChange({ at: spot.at, within: null, placeOf: code, fixedAt: null })
    // Not yet typed to its end, or not known: where the one before stands it is not.
    else if (at) onChange({ at: null, within: null, placeOf, fixedAt: null })
  }, [placeOf, isSpot, at, code, spot, onChange])
  const showMap = mapOpen || (failed !== undefined && !at)
  const coarse = isCoarse(within) && position.state !== 'asking' && !fault

  const point = (picked: LngLat, placeOf: string | null = null) => {
    overrule()
    onChange({ at: picked, within: null, placeOf, fixedAt: null })
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
        {!at && placeOf !== null && !fault && <span>{say('whereMissing')}</span>}
      </p>
      {fault && (
        <p className="field-fault" role="alert">
          {fault}
        </p>
      )}
      <div className="buttons">
        {spot && !at && (
          <button type="button" className="button" onClick={() => point(spot.at, code)}>
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
      {showMap && <PositionMap at={at} onPick={(picked) => point(picked)} />}
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
