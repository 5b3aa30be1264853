import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { colour } from '@/shared/map/city-style'
import { nameBelow, namedPoints } from './named-points'
import type { MapLayer, Thing } from './things'
import { say } from './words'

type Item = Got<'/api/city/units/map'>[number]

const thingOf = (item: Item): Thing => ({
  layer: 'units',
  id: item.id,
  name: item.name,
  detail: [say(`station.${item.kind}`), item.address].filter(Boolean).join(' · '),
  ...(!item.isSeat && { state: say('areaOnly') }),
  sound: item.isSeat,
  at: [item.lon, item.lat],
})

const units = async () => (await body(api.GET('/api/city/units/map', {}))).map(thingOf)

/** Where each unit can be met; a street or community whose seat is not on record stands inside its area. */
export const unitLayer: MapLayer = {
  name: 'units',
  needs: 'viewReferenceData',
  asked: true,
  whole: true,
  fromTiles: false,
  read: async () => ({ items: await units(), more: false }),
  find: async (id) => (await units()).find((one) => one.id === id),
  draw: ({ items }) => ({
    sources: { units: namedPoints(items) },
    layers: [
      {
        id: 'unit',
        type: 'symbol',
        source: 'units',
        layout: {
          'text-field': ['case', ['get', 'sound'], '■', '□'],
          'text-size': 14,
          'text-allow-overlap': true,
        },
        paint: { 'text-color': colour('--brand-strong') },
      },
      { ...nameBelow('unit', 'units', '--brand-strong'), minzoom: 13 },
    ],
  }),
  press: { layers: ['unit'], id: 'id', crowds: [] },
  legend: () => [
    { shape: 'square', colour: '--brand-strong', word: 'seatMark' },
    { shape: 'frame', colour: '--brand-strong', word: 'unitMark' },
  ],
}
