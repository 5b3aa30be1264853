import { Checkbox, Switch } from 'antd'
import type { LngLat } from '@/shared/map/points'
import { count } from '@/shared/numbers'
import { day as dayWord, isoDate } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Segmented } from '@/shared/ui/segmented'
import { areaOf, distanceOf, type MeasureOf } from './measure'
import type { Choice, LayerName, MapLayer, Mark } from './things'
import { useWords, type Word } from './words'

const mostDaysBack = 90
const dayLength = 86_400_000

interface LayersProps {
  layers: readonly MapLayer[]
  shown: ReadonlySet<LayerName>
  choice: Choice
  onShow: (layer: MapLayer, on: boolean) => void
  /** A mark of the legend is switched on or off. */
  onMark: (key: string, on: boolean) => void
  /** Another way of colouring is chosen. */
  onColour: (by: Word) => void
  tilted: boolean
  onTilt: (tilted: boolean) => void
  /** A day that has passed is shown. */
  past: boolean
}

/** Which layers are shown, and what their marks mean. */
export function Layers({
  layers,
  shown,
  choice,
  onShow,
  onMark,
  onColour,
  tilted,
  onTilt,
  past,
}: LayersProps) {
  const say = useWords()
  return (
    <section className="map-part" aria-labelledby="map-layers">
      <h2 id="map-layers">{say('layers')}</h2>
      {layers.map((layer) => (
        <div key={layer.name}>
          <p className="map-switch">
            <Switch
              id={`map-layer-${layer.name}`}
              size="small"
              checked={shown.has(layer.name)}
              onChange={(on) => onShow(layer, on)}
            />
            <label htmlFor={`map-layer-${layer.name}`}>{say(layer.name)}</label>
          </p>
          {shown.has(layer.name) && layer.colourings && (
            <Segmented<Word>
              size="small"
              aria-label={say('colouredBy')}
              value={choice.colouredBy ?? layer.colourings[0] ?? 'byTime'}
              onChange={onColour}
              options={layer.colourings
                .filter((by) => !(past && by === layer.nowOnly))
                .map((by) => ({ value: by, label: say(by) }))}
            />
          )}
          {shown.has(layer.name) && past && layer.nowOnly && <p className="soft">{say('pastCases')}</p>}
          {shown.has(layer.name) && (
            <ul className="map-legend" aria-label={say('legend')}>
              {layer.legend(choice).map((mark) => {
                const { key, word } = mark
                const text = typeof word === 'string' ? say(word) : word.text
                return (
                  <li key={key ?? text}>
                    {key ? (
                      <Checkbox
                        checked={!choice.off.has(key)}
                        onChange={({ target }) => onMark(key, target.checked)}
                      >
                        <Sign mark={mark} /> {text}
                      </Checkbox>
                    ) : (
                      <>
                        <Sign mark={mark} /> {text}
                      </>
                    )}
                  </li>
                )
              })}
            </ul>
          )}
        </div>
      ))}
      <p className="map-switch">
        <Switch id="map-tilt" size="small" checked={tilted} onChange={onTilt} />
        <label htmlFor="map-tilt">{say('tilt')}</label>
      </p>
    </section>
  )
}

function Sign({ mark: { shape, colour, word } }: { mark: Mark }) {
  return (
    <span
      className="map-mark"
      data-shape={shape}
      style={{
        borderColor: `var(${colour})`,
        backgroundColor: shape === 'dot' || shape === 'square' ? `var(${colour})` : undefined,
      }}
      aria-hidden="true"
    >
      {word === 'bandLate' ? '▲' : ''}
    </span>
  )
}

/** The day that is shown: today, or the end of one of the days before. */
export function DaySlider({
  day,
  onDay,
}: {
  day: string | undefined
  onDay: (day: string | undefined) => void
}) {
  const say = useWords()
  const now = useNow()
  const today = isoDate(now)
  const dayOf = (back: number) => isoDate(new Date(now.getTime() - back * dayLength))
  const back = day ? Math.round((Date.parse(today) - Date.parse(day)) / dayLength) : 0
  const word = day ? dayWord(`${day}T00:00:00+08:00`, now) : say('today')
  const choose = (chosen: string) => onDay(chosen && chosen < today ? chosen : undefined)
  return (
    <section className="map-part" aria-labelledby="map-day">
      <h2 id="map-day">{say('day')}</h2>
      <input
        type="range"
        min={-mostDaysBack}
        max={0}
        value={-Math.min(back, mostDaysBack)}
        aria-label={say('day')}
        aria-valuetext={`${word}, ${say('daysBack', { count: back })}`}
        onChange={({ target }) => choose(dayOf(-Number(target.value)))}
      />
      <p className="map-day">
        <strong>{word}</strong>
        <input
          type="date"
          aria-label={say('dayHint')}
          max={today}
          value={day ?? today}
          onChange={({ target }) => choose(target.value)}
        />
      </p>
      <p className="soft">{say('dayHint')}</p>
    </section>
  )
}

interface MeasureProps {
  of: MeasureOf | undefined
  points: readonly LngLat[]
  onOf: (of: MeasureOf | undefined) => void
  onUndo: () => void
}

/** Distances and areas on the map, told as they grow. */
export function Measure({ of, points, onOf, onUndo }: MeasureProps) {
  const say = useWords()
  return (
    <section className="map-part" aria-labelledby="map-measure">
      <h2 id="map-measure">{say('measure')}</h2>
      <Segmented
        size="small"
        aria-label={say('measure')}
        value={of ?? ''}
        onChange={(chosen) => onOf(chosen === '' ? undefined : (chosen as MeasureOf))}
        options={[
          { value: '', label: say('noMeasure') },
          { value: 'distance', label: say('distance') },
          { value: 'area', label: say('area') },
        ]}
      />
      {of && (
        <>
          <p className="soft">{say('measureHint')}</p>
          <p role="status" className="map-measured">
            {of === 'distance' ? <Distance metres={distanceOf(points)} /> : <Area metres={areaOf(points)} />}
          </p>
          {points.length > 0 && (
            <button type="button" className="link-button" onClick={onUndo}>
              {say('undo')}
            </button>
          )}
        </>
      )}
    </section>
  )
}

function Distance({ metres }: { metres: number }) {
  const say = useWords()
  return metres < 1000
    ? say('metres', { value: count(Math.round(metres)) })
    : say('kilometres', { value: (metres / 1000).toFixed(2) })
}

function Area({ metres }: { metres: number }) {
  const say = useWords()
  return metres < 1_000_000
    ? say('squareMetres', { value: count(Math.round(metres)) })
    : say('squareKilometres', { value: (metres / 1_000_000).toFixed(2) })
}
