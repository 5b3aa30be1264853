import { api, body } from '@/shared/api/client'
import { colour } from '@/shared/map/city-style'
import { dateWords } from '@/shared/time/civil-time'
import { now } from '@/shared/time/now'
import { nameBelow, namedPoints } from './named-points'
import type { MapLayer, Thing } from './things'
import { say } from './words'

const riskPoints = async (): Promise<Thing[]> =>
  (await body(api.GET('/api/risk-points', {}))).layers.flatMap(({ id, title, publishedOn, points }) =>
    points.map(({ name, lon, lat }, nth) => ({
      layer: 'risks',
      id: `${id} ${nth}`,
      name,
      detail: title,
      state: say('publishedOn', { day: dateWords(publishedOn, now()) }),
      at: [lon, lat],
    })),
  )

/** The risk points that stand published now, as the public sees them: places of plans, such as where water gathers in a storm. */
export const riskLayer: MapLayer = {
  name: 'risks',
  needs: 'viewReferenceData',
  asked: true,
  whole: true,
  fromTiles: false,
  read: async () => ({ items: await riskPoints(), more: false }),
  find: async (id) => (await riskPoints()).find((one) => one.id === id),
  draw: ({ items }) => ({
    sources: { risks: namedPoints(items) },
    layers: [
      {
        id: 'risk',
        type: 'circle',
        source: 'risks',
        paint: {
          'circle-radius': 7,
          'circle-color': colour('--paper'),
          'circle-stroke-width': 3,
          'circle-stroke-color': colour('--class-plum'),
        },
      },
      { ...nameBelow('risk', 'risks', '--class-plum'), minzoom: 12 },
    ],
  }),
  press: { layers: ['risk'], id: 'id', crowds: [] },
  legend: () => [{ shape: 'ring', colour: '--class-plum', word: 'riskMark' }],
}
