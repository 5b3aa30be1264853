import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { listed as inOneList } from '@/shared/i18n/punctuation'
import { useChanges } from '@/shared/live/live'
import type { LngLat } from '@/shared/map/points'
import { useCity } from '@/shared/reference/reference'
import { useMay } from '@/shared/session/session'
import { dayEnd } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Failed, Loading } from '@/shared/ui/pieces'
import { Segmented } from '@/shared/ui/segmented'
import { useComponentClasses } from '../components/component'
import { around, middleOf } from './box'
import { ClassChoice } from './class-choice'
import { layers } from './layers'
import { DaySlider, Layers, Measure } from './map-controls'
import { MapList } from './map-list'
import { MapSearch } from './map-search'
import { type MeasureOf, measured } from './measure'
import { crowds, pressable, thingOf } from './pressed'
import { ThingPanel } from './thing-panel'
import type { Box, Choice, Thing } from './things'
import { useThings } from './use-things'
import { useWords } from './words'
import './map-page.css'

const ExploredMap = lazy(() =>
  import('@/shared/map/explored-map').then(({ ExploredMap }) => ({ default: ExploredMap })),
)

/** How far the list looks around what was found, where no map says what is in sight. */
const listMetres = 400

/** Everything of the city in one place: layers over the land, what was chosen, and the same as a list. */
export function MapPage() {
  const say = useWords()
  const may = useMay()
  const now = useNow()
  const { data: city } = useCity()
  const [address, setAddress] = useSearchParams()
  const [unmapped, setUnmapped] = useState(false)
  const [tilted, tilt] = useState(false)
  const [seen, see] = useState<Box>()
  const [chosen, choose] = useState<Thing>()
  const [missed, miss] = useState(false)
  const [measure, setMeasure] = useState<{ of?: MeasureOf | undefined; points: readonly LngLat[] }>({
    points: [],
  })

  const day = address.get('day') ?? undefined
  const asList = address.get('view') === 'list'
  const listed = asList || unmapped
  const box = seen ?? boxOf(city?.streets.find(({ detailed }) => detailed)?.bbox ?? city?.bbox)
  const mine = layers.filter(({ needs }) => may(needs))
  const off = address.get('off') ?? ''
  const asked = address.get('on') ?? ''
  const onlyClass = address.get('class') ?? undefined
  // Of a past day nobody can tell how much time was left then.
  const colouredBy =
    otherColourings.find((by) => by === address.get('colour')) ?? (day ? 'byState' : undefined)
  const classes = useComponentClasses(day).data ?? none
  const choice: Choice = useMemo(
    () => ({ off: new Set(off.split(',')), colouredBy, onlyClass, classes }),
    [off, colouredBy, onlyClass, classes],
  )
  const on = mine.filter((layer) =>
    // Of now only: a past day has nobody on duty.
    layer.asked
      ? asked.split(',').includes(layer.name) && !(layer.whole && day)
      : !choice.off.has(layer.name),
  )
  const answers = useThings(on, box, day, listed, choice)
  const { failed, pending } = answers
  const moment = useMemo(() => (day ? new Date(dayEnd(day)) : now), [day, now])
  const names = on.map(({ name }) => name).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is on is told by its names
  const read = useMemo(
    () =>
      answers.read.map((some, index) => {
        const shows = on[index]?.shows
        return some && shows
          ? { ...some, items: some.items.filter((one) => shows(one, choice, moment)) }
          : some
      }),
    [names, answers.read, choice, moment],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is on is told by its names
  const overlays = useMemo(
    () => [
      ...on.map((layer, index) => layer.draw({ items: read[index]?.items ?? [], day, now: moment, choice })),
      ...(measure.of ? [measured(measure.of, measure.points)] : []),
    ],
    [names, read, day, moment, choice, measure],
  )

  const hidden = on
    // What is drawn from tiles is whole, whatever the list had to leave out.
    .filter(({ fromTiles }, index) => !fromTiles && read[index]?.more)
    .map(({ name }) => name)

  const set = (name: string, value: string | undefined) =>
    setAddress(
      (before) => {
        const next = new URLSearchParams(before)
        if (value) next.set(name, value)
        else next.delete(name)
        return next
      },
      { replace: true },
    )
  const show = (thing: Thing | undefined) => {
    choose(thing)
    miss(!thing)
  }

  return (
    <div className="page map-page">
      <header className="map-head">
        <h1>{say('map')}</h1>
        <MapSearch
          onFind={(thing) => {
            show(thing)
            if (listed) see(around(thing.at, listMetres))
          }}
        />
        <Segmented
          aria-label={say('view')}
          value={asList ? 'list' : 'map'}
          onChange={(view) => set('view', view === 'list' ? 'list' : undefined)}
          options={[
            { value: 'map', label: say('asMap') },
            { value: 'list', label: say('asList') },
          ]}
        />
        {may('viewComponents') && <Link to="/components">{say('registry')}</Link>}
        <News />
      </header>
      <div className="map-work">
        <div className="map-view" data-listed={listed}>
          {failed && <Failed error={failed.error} onRetry={() => void failed.refetch()} />}
          {unmapped && <p role="status">{say('noMap')}</p>}
          {!listed && hidden.length > 0 && (
            <p role="status" className="map-hidden">
              {say(hidden.every((name) => name === 'cases') ? 'hidden' : 'hiddenPart', {
                layers: inOneList(hidden.map((name) => say(name))),
              })}
            </p>
          )}
          {!listed ? (
            <Suspense fallback={<Loading rows={12} />}>
              <ExploredMap
                label={say('mapLabel')}
                centre={box && middleOf(box)}
                zoom={14.5}
                overlays={overlays}
                tilted={tilted}
                pressable={pressable}
                crowds={crowds}
                onPress={(at, hits) => {
                  if (measure.of) setMeasure(({ of, points }) => ({ of, points: [...points, at] }))
                  else void thingOf(hits, at, day).then(show)
                }}
                onRest={see}
                chosen={chosen?.at}
                middleWord={say(measure.of ? 'takeMiddle' : 'lookAtMiddle')}
                fallback={<Told tell={() => setUnmapped(true)} />}
              />
            </Suspense>
          ) : pending ? (
            <Loading rows={12} />
          ) : (
            <MapList
              things={read.flatMap((some) => some?.items ?? [])}
              more={read.some((some) => some?.more)}
              chosen={chosen?.id}
              onChoose={show}
            />
          )}
        </div>
        <aside className="map-side" aria-label={say('tools')}>
          {chosen && <ThingPanel thing={chosen} onClose={() => choose(undefined)} />}
          <p role="status" className="map-missed">
            {missed && say('nothingHere')}
          </p>
          <Layers
            layers={mine}
            shown={new Set(on.map(({ name }) => name))}
            choice={choice}
            onShow={({ name, asked: isAsked }, shown) =>
              isAsked ? set('on', toggled(asked, name, shown)) : set('off', toggled(off, name, !shown))
            }
            onMark={(key, shown) => set('off', toggled(off, key, !shown))}
            onColour={(by) => set('colour', otherColourings.includes(by) ? by : undefined)}
            tilted={tilted}
            onTilt={tilt}
            past={day !== undefined}
          />
          {on.some(({ name }) => name === 'components') && (
            <ClassChoice classes={classes} chosen={onlyClass} onChoose={(code) => set('class', code)} />
          )}
          <DaySlider day={day} onDay={(to) => set('day', to)} />
          {!listed && (
            <Measure
              of={measure.of}
              points={measure.points}
              onOf={(of) => setMeasure({ of, points: [] })}
              onUndo={() => setMeasure(({ of, points }) => ({ of, points: points.slice(0, -1) }))}
            />
          )}
        </aside>
      </div>
    </div>
  )
}

const none: Choice['classes'] = []

/** The ways of colouring that are not the usual one: only these stand in the address. */
const otherColourings = layers.flatMap(({ colourings = [] }) => colourings.slice(1))

/** A list of the address with a word more or less; undefined when it is empty. */
const toggled = (list: string, word: string, stands: boolean) => {
  const others = list.split(',').filter((one) => one && one !== word)
  return (stands ? [...others, word] : others).join() || undefined
}

const boxOf = (bbox: readonly number[] | null | undefined): Box | undefined =>
  bbox ? [bbox[0] ?? 0, bbox[1] ?? 0, bbox[2] ?? 0, bbox[3] ?? 0] : undefined

/** Says that cases changed, and waits: nothing moves under the cursor. */
function News() {
  const say = useWords()
  const queries = useQueryClient()
  const { count, takeIn } = useChanges()
  return (
    <div role="status">
      {count > 0 && (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            takeIn()
            void queries.invalidateQueries({ queryKey: ['map'] })
          }}
        >
          {say('changes', { count })}
        </button>
      )}
    </div>
  )
}

/** Stands where the map can't be, and says so once. */
function Told({ tell }: { tell: () => void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(tell, [])
  return null
}
