import type { Hit } from '@/shared/map/explored-map'
import type { LngLat } from '@/shared/map/points'
import { layers } from './layers'
import type { Thing } from './things'

/** The style layers whose points stand for many. */
export const crowds = layers.flatMap(({ press }) => press.crowds)

/** The style layers that answer to a press, topmost first. */
export const pressable = [...layers.flatMap(({ press }) => press.layers).reverse(), 'building']

/** The topmost thing of what was pressed, asked for by its id; a building has all that there is in its tile. */
export const thingOf = async (
  hits: readonly Hit[],
  at: LngLat,
  day: string | undefined,
): Promise<Thing | undefined> => {
  for (const { layer, properties } of hits) {
    const owner = layers.find(({ press }) => press.layers.includes(layer))
    if (!owner)
      return {
        layer: 'land',
        id: String(properties.id),
        name: String(properties.name),
        detail: String(properties.address ?? ''),
        at,
      }
    const thing = await owner.find(String(properties[owner.press.id]), day)
    if (thing) return thing
  }
  return undefined
}
