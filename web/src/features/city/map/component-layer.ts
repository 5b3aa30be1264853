import type { ExpressionSpecification } from 'maplibre-gl'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { language } from '@/shared/i18n/i18n'
import { colour, type Overlay, tiles } from '@/shared/map/city-style'
import type { Choice, MapLayer, Thing } from './things'
import { say, type Word } from './words'

type Item = Got<'/api/city/components/map'>['items'][number]

const english = () => language() === 'en'

const states = {
  intact: 'stateIntact',
  damaged: 'stateDamaged',
  lost: 'stateLost',
  abandoned: 'stateAbandoned',
} as const satisfies Record<string, Word>

const stateWord = (state: string) => (state in states ? say(states[state as keyof typeof states]) : state)

const thingOf = (item: Item): Thing => ({
  layer: 'components',
  id: item.code,
  record: item.id,
  name: english() ? item.classNameEn : item.className,
  detail: item.code,
  state: stateWord(item.state),
  at: [item.lon, item.lat],
  since: item.since,
  sound: item.state === 'intact',
})

const offKey = (what: string) => `components.${what}`

/** The major classes of the generation in which components are mostly numbered, with their colours. */
const majors = ({ classes }: Choice) => [
  ...new Map(
    [...classes].filter(({ code }) => code.length === 2).map((one) => [one.code, one] as const),
  ).values(),
]

/** What the server is asked: nothing where everything is shown; undefined where nothing is. */
const asked = (choice: Choice): { classes?: string; states?: string } | undefined => {
  const shown = Object.keys(states).filter((state) => !choice.off.has(offKey(state)))
  const all = majors(choice)
  const chosen = all.filter(({ code }) => !choice.off.has(offKey(code)))
  if (shown.length === 0 || (chosen.length === 0 && all.length > 0 && !choice.onlyClass)) return undefined
  const classes = choice.onlyClass ?? chosen.map(({ code }) => code).join()
  return {
    ...((choice.onlyClass || chosen.length < all.length) && { classes }),
    ...(shown.length < Object.keys(states).length && { states: shown.join() }),
  }
}

const bySound = (choice: Choice): ExpressionSpecification | string => {
  const colours = new Map(choice.classes.map(({ code, colour: of }) => [code, colour(`--class-${of}`)]))
  return colours.size === 0
    ? colour('--ink-soft')
    : (['match', ['get', 'class'], ...[...colours].flat(), colour('--ink-soft')] as never)
}

const sound: ['==', ['get', string], string] = ['==', ['get', 'state'], 'intact']
const source = 'components'

/** Small and quiet, for there are fifty thousand of them; what is not sound is a ring. */
export const componentLayer: MapLayer = {
  name: 'components',
  needs: 'viewComponents',
  fromTiles: true,
  read: async (box, day, choice) => {
    const query = asked(choice)
    if (!query) return { items: [], more: false }
    const { items, more } = await body(
      api.GET('/api/city/components/map', {
        params: { query: { bbox: box.join(','), ...(day && { day }), ...query } },
      }),
    )
    return { items: items.map(thingOf), more }
  },
  find: async (code, day) => {
    const { items } = await body(
      api.GET('/api/city/components/map', { params: { query: { code, ...(day && { day }) } } }),
    )
    return items[0] && thingOf(items[0])
  },
  draw: ({ day, choice }) => {
    const query = asked(choice)
    return query ? drawn(new URLSearchParams({ ...(day && { day }), ...query }), choice) : nothing
  },
  press: { layers: ['component'], id: 'code', crowds: ['component-crowd', 'component-dot'] },
  legend: (choice) => [
    ...majors(choice).map((one) => ({
      key: offKey(one.code),
      shape: 'dot' as const,
      colour: `--class-${one.colour}` as const,
      word: { text: english() ? one.nameEn : one.name },
    })),
    { key: offKey('intact'), shape: 'dot', colour: '--ink-soft', word: 'stateIntact' },
    { key: offKey('damaged'), shape: 'ring', colour: '--ink', word: 'stateDamaged' },
    { key: offKey('lost'), shape: 'ring', colour: '--ink', word: 'stateLost' },
    { key: offKey('abandoned'), shape: 'ring', colour: '--ink', word: 'stateAbandoned' },
    { shape: 'crowd', colour: '--ink-soft', word: 'crowdOfComponents' },
  ],
}

const nothing: Overlay = { sources: {}, layers: [] }

const drawn = (query: URLSearchParams, choice: Choice): Overlay => ({
  sources: {
    [source]: {
      type: 'vector',
      tiles: tiles('/api/city/tiles/components').map((address) =>
        query.size > 0 ? `${address}?${query}` : address,
      ),
      minzoom: 10,
      maxzoom: 16,
    },
  },
  layers: [
    {
      id: 'component-dot',
      type: 'circle',
      source,
      'source-layer': 'dots',
      paint: {
        'circle-radius': ['case', sound, 1.2, 2.5],
        'circle-color': ['case', sound, bySound(choice), colour('--paper')],
        'circle-stroke-color': colour('--ink'),
        'circle-stroke-width': ['case', sound, 0, 2],
      },
    },
    {
      id: 'component-crowd',
      type: 'circle',
      source,
      'source-layer': 'crowd',
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'count']], 1, 2, 20, 9],
        'circle-color': colour('--ink-soft'),
        'circle-opacity': 0.35,
        'circle-stroke-color': colour('--ink-soft'),
        'circle-stroke-width': ['case', ['>', ['get', 'faulty'], 0], 1.5, 0],
      },
    },
    {
      id: 'component',
      type: 'circle',
      source,
      'source-layer': 'component',
      paint: {
        'circle-radius': [
          'interpolate',
          ['linear'],
          ['zoom'],
          15,
          ['case', sound, 2, 3.5],
          18,
          ['case', sound, 4.5, 6.5],
        ],
        'circle-color': ['case', sound, bySound(choice), colour('--paper')],
        'circle-stroke-color': colour('--ink'),
        'circle-stroke-width': ['case', sound, 0, 2],
      },
    },
    {
      id: 'component-name',
      type: 'symbol',
      source,
      'source-layer': 'component',
      minzoom: 17.5,
      layout: {
        'text-field': ['coalesce', ['get', 'name'], ''],
        'text-size': 10,
        'text-anchor': 'top',
        'text-offset': [0, 0.6],
      },
      paint: {
        'text-color': colour('--map-label'),
        'text-halo-color': colour('--map-ground'),
        'text-halo-width': 1.2,
      },
    },
  ],
})
