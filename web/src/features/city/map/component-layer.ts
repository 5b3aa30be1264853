import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { language } from '@/shared/i18n/i18n'
import { colour, tiles } from '@/shared/map/city-style'
import type { MapLayer, Thing } from './things'
import { say, type Word } from './words'

type Item = Got<'/api/city/components/map'>['items'][number]

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
  name: language() === 'en' ? item.classNameEn : item.className,
  detail: item.code,
  state: stateWord(item.state),
  at: [item.lon, item.lat],
  since: item.since,
  sound: item.state === 'intact',
})

const sound: ['==', ['get', string], string] = ['==', ['get', 'state'], 'intact']
const source = 'components'

/** Small and quiet, for there are fifty thousand of them; what is not sound is a ring. */
export const componentLayer: MapLayer = {
  name: 'components',
  needs: 'viewComponents',
  fromTiles: true,
  read: async (box, day) => {
    const { items, more } = await body(
      api.GET('/api/city/components/map', {
        params: { query: { bbox: box.join(','), ...(day && { day }) } },
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
  draw: ({ day }) => ({
    sources: {
      [source]: {
        type: 'vector',
        tiles: tiles('/api/city/tiles/components').map((address) =>
          day ? `${address}?day=${day}` : address,
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
          'circle-color': ['case', sound, colour('--ink-soft'), colour('--paper')],
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
          'circle-color': ['case', sound, colour('--ink-soft'), colour('--paper')],
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
  }),
  press: { layers: ['component'], id: 'code', crowds: ['component-crowd', 'component-dot'] },
  legend: [
    { shape: 'dot', colour: '--ink-soft', word: 'sound' },
    { shape: 'ring', colour: '--ink', word: 'faulty' },
    { shape: 'crowd', colour: '--ink-soft', word: 'crowdOfComponents' },
  ],
}
