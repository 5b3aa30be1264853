import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { colour } from '@/shared/map/city-style'
import { nameBelow, namedPoints } from './named-points'
import type { MapLayer, Thing } from './things'
import { say } from './words'

type Item = Got<'/api/patrol/on-duty'>[number]

const thingOf = (item: Item): Thing => ({
  layer: 'inspectors',
  id: item.shiftId,
  name: item.inspectorName ?? say('inspector'),
  detail: say('within', { metres: Math.round(item.accuracyMetres) }),
  state: say('onDuty'),
  at: [item.lon, item.lat],
  since: item.at,
  ...(item.unitName && { unit: item.unitName }),
})

const onDuty = async () => (await body(api.GET('/api/patrol/on-duty', {}))).map(thingOf)

/** Where inspectors on duty were last, of those who consent and to whom may see their track: each look leaves a trace, so it is asked for. */
export const inspectorLayer: MapLayer = {
  name: 'inspectors',
  needs: 'viewTrack',
  asked: true,
  whole: true,
  fromTiles: false,
  read: async () => ({ items: await onDuty(), more: false }),
  find: async (id) => (await onDuty()).find((one) => one.id === id),
  draw: ({ items }) => ({
    sources: { inspectors: namedPoints(items) },
    layers: [
      {
        id: 'inspector',
        type: 'circle',
        source: 'inspectors',
        paint: {
          'circle-radius': 7,
          'circle-color': colour('--brand'),
          'circle-stroke-width': 2,
          'circle-stroke-color': colour('--paper'),
        },
      },
      nameBelow('inspector', 'inspectors', '--brand', { 'text-allow-overlap': true }),
    ],
  }),
  press: { layers: ['inspector'], id: 'id', crowds: [] },
  legend: () => [{ shape: 'dot', colour: '--brand', word: 'inspectorMark' }],
}
