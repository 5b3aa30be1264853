import type { FilterSpecification } from 'maplibre-gl'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { colour } from '@/shared/map/city-style'
import { term } from '@/shared/terms'
import { band } from '@/shared/time/ladder'
import { bandColours, type Choice, type MapLayer, type Mark, type Thing } from './things'

type Item = Got<'/api/cases/map'>['items'][number]

const thingOf = (item: Item): Thing => ({
  layer: 'cases',
  id: item.id,
  name: item.className,
  detail: [item.number, item.placeName].filter(Boolean).join(' · '),
  state: term(`state.${item.state}`),
  at: [item.lon, item.lat],
  since: item.receivedAt,
  dueAt: item.dueAt ?? undefined,
  unit: item.unitName ?? undefined,
  settled: item.state === 'resolved' || item.state === 'closed',
  stage: item.state,
})

/** Under which mark of the legend a case stands. */
const markOf = ({ settled, dueAt, since, stage }: Thing, now: Date, choice: Choice) => {
  if (isByState(choice)) return `state.${stage}`
  if (settled) return 'settled'
  if (isByAge(choice)) return `age.${ageOf(since, now)}`
  return dueAt ? band(dueAt, now, since) : 'calm'
}

const isByState = ({ colouredBy }: Choice) => colouredBy === 'byState'
const isByAge = ({ colouredBy }: Choice) => colouredBy === 'byAge'

const dayLength = 86_400_000

/** Of what has no result yet: up to how many days it has been here since its receipt, in colours that are clear of those of time left. */
const ages = [
  { age: 'day', days: 1, colour: '--class-green', word: 'ageDay' },
  { age: 'three', days: 3, colour: '--class-blue', word: 'ageThree' },
  { age: 'week', days: 7, colour: '--class-violet', word: 'ageWeek' },
  { age: 'older', days: Number.POSITIVE_INFINITY, colour: '--class-plum', word: 'ageOlder' },
] as const

/** How old a case is on the day that is shown. */
const ageOf = (since: string | undefined, now: Date): (typeof ages)[number]['age'] => {
  const days = since ? (now.getTime() - Date.parse(since)) / dayLength : 0
  return ages.find((one) => days <= one.days)?.age ?? 'older'
}

/** The states of what is not closed, in colours that are clear of those of time left. */
const stateColours = {
  queued: '--class-plum',
  dispatched: '--class-violet',
  signed: '--class-blue',
  suspended: '--class-slate',
  resolved: '--class-green',
} as const

const everyState = 'queued,dispatched,signed,suspended,resolved,closed'

/** Cases whatever their state: those of a box, of a number, of an id. */
export const readCases = async (query: { bbox?: string; ids?: string; q?: string }): Promise<Thing[]> => {
  const { items } = await body(
    api.GET('/api/cases/map', { params: { query: { ...query, state: everyState } } }),
  )
  return items.map(thingOf)
}

const byStage = (): ['match', ...unknown[]] => [
  'match',
  ['get', 'stage'],
  ...Object.entries(stateColours).flatMap(([stage, of]) => [stage, colour(of)]),
  colour('--ink-soft'),
]

const byAge = (): ['match', ...unknown[]] => [
  'match',
  ['get', 'age'],
  ...ages.flatMap(({ age, colour: of }) => [age, colour(of)]),
  colour('--time-calm'),
]

const byBand = (of: (name: `--${string}`) => string): ['match', ...unknown[]] => [
  'match',
  ['get', 'band'],
  'late',
  of(bandColours.late),
  'tenth',
  of(bandColours.tenth),
  'half',
  of(bandColours.half),
  of(bandColours.calm),
]

const crowd: FilterSpecification = ['has', 'point_count']
const single: ['!', ['has', string]] = ['!', ['has', 'point_count']]

/** Colour is time left, as everywhere, or the state or the age where that is asked for; a ring has its result already; what is late has a sign of its own. */
export const caseLayer: MapLayer = {
  name: 'cases',
  needs: 'viewCases',
  fromTiles: false,
  read: async (box, day) => {
    const { items, more } = await body(
      api.GET('/api/cases/map', { params: { query: { bbox: box.join(','), ...(day && { day }) } } }),
    )
    return { items: items.map(thingOf), more }
  },
  colourings: ['byTime', 'byState', 'byAge'],
  nowOnly: 'byTime',
  shows: (thing, choice, now) => !choice.off.has(`cases.${markOf(thing, now, choice)}`),
  find: async (id) => (await readCases({ ids: id }))[0],
  draw: ({ items, now, choice }) => ({
    sources: {
      cases: {
        type: 'geojson',
        cluster: true,
        clusterRadius: 36,
        clusterMaxZoom: 14,
        clusterProperties: { late: ['+', ['case', ['==', ['get', 'band'], 'late'], 1, 0]] },
        data: {
          type: 'FeatureCollection',
          features: items.map(({ id, at, dueAt, since, settled, stage }) => ({
            type: 'Feature',
            geometry: { type: 'Point', coordinates: [at[0], at[1]] },
            properties: {
              id,
              settled,
              stage,
              band: dueAt ? band(dueAt, now, since) : 'calm',
              age: settled ? 'settled' : ageOf(since, now),
            },
          })),
        },
      },
    },
    layers: [
      {
        id: 'case-crowd',
        type: 'circle',
        source: 'cases',
        filter: crowd,
        paint: {
          'circle-radius': ['step', ['get', 'point_count'], 12, 10, 15, 100, 19],
          'circle-color': colour('--paper'),
          'circle-stroke-width': 3,
          'circle-stroke-color': [
            'case',
            ['>', ['get', 'late'], 0],
            colour('--time-late'),
            colour('--time-calm'),
          ],
        },
      },
      {
        id: 'case-crowd-count',
        type: 'symbol',
        source: 'cases',
        filter: crowd,
        layout: {
          'text-field': ['get', 'point_count_abbreviated'],
          'text-size': 12,
          'text-allow-overlap': true,
        },
        paint: { 'text-color': colour('--ink') },
      },
      {
        id: 'case',
        type: 'circle',
        source: 'cases',
        filter: single,
        paint: {
          'circle-radius': ['match', ['get', 'band'], 'late', 9, 7],
          'circle-color': ['case', ['get', 'settled'], colour('--paper'), painted(choice)] as never,
          'circle-stroke-width': ['case', ['get', 'settled'], 3, 2],
          'circle-stroke-color': ['case', ['get', 'settled'], painted(choice), colour('--paper')] as never,
        },
      },
      {
        id: 'case-late',
        type: 'symbol',
        source: 'cases',
        filter: ['all', single, ['==', ['get', 'band'], 'late'], ['!', ['get', 'settled']]],
        layout: { 'text-field': '▲', 'text-size': 9, 'text-allow-overlap': true },
        paint: { 'text-color': colour('--paper') },
      },
    ],
  }),
  press: { layers: ['case'], id: 'id', crowds: ['case-crowd'] },
  legend: (choice) => [
    ...(isByState(choice) ? stateMarks() : isByAge(choice) ? ageMarks : bandMarks),
    { shape: 'crowd', colour: '--time-calm', word: 'crowdOfCases' },
  ],
}

const painted = (choice: Choice) =>
  isByState(choice) ? byStage() : isByAge(choice) ? byAge() : byBand(colour)

const stateMarks = (): Mark[] =>
  (['queued', 'dispatched', 'signed', 'suspended', 'resolved'] as const).map((state) => ({
    key: `cases.state.${state}`,
    shape: state === 'resolved' ? 'ring' : 'dot',
    colour: stateColours[state],
    word: { text: term(`state.${state}`) },
  }))

const settledMark: Mark = { key: 'cases.settled', shape: 'ring', colour: '--time-calm', word: 'settled' }

const bandMarks: readonly Mark[] = [
  { key: 'cases.calm', shape: 'dot', colour: '--time-calm', word: 'bandCalm' },
  { key: 'cases.half', shape: 'dot', colour: '--time-half', word: 'bandHalf' },
  { key: 'cases.tenth', shape: 'dot', colour: '--time-tenth', word: 'bandTenth' },
  { key: 'cases.late', shape: 'dot', colour: '--time-late', word: 'bandLate' },
  settledMark,
]

const ageMarks: readonly Mark[] = [
  ...ages.map(({ age, colour, word }): Mark => ({ key: `cases.age.${age}`, shape: 'dot', colour, word })),
  settledMark,
]
