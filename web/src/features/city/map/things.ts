import type { Operation } from '@/shared/api/types'
import type { Overlay } from '@/shared/map/city-style'
import type { LngLat } from '@/shared/map/points'
import type { Band } from '@/shared/time/ladder'
import type { Word } from './words'

export type LayerName = 'cases' | 'components'

/** West, south, east, north in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number]

/** Something that stands on the map: the same for the map, the list beside it and the panel. */
export interface Thing {
  layer: LayerName | 'land'
  id: string
  name: string
  /** What else tells it apart: its number, its address. */
  detail: string
  /** In which state it is, in words. */
  state?: string
  at: LngLat
  /** Since when it is there, or in its state. */
  since?: string
  /** Of a case. */
  dueAt?: string | undefined
  unit?: string
  settled?: boolean
  /** Of a component: whether it is as it should be. */
  sound?: boolean
}

export interface Things {
  items: Thing[]
  /** There are more than these. */
  more: boolean
}

export interface Mark {
  shape: 'dot' | 'ring' | 'crowd'
  colour: `--${string}`
  word: Word
}

/** A layer over the land. Another one is another entry of `layers`. */
export interface MapLayer {
  name: LayerName
  needs: Operation
  /** What stands in a box on a day (today without one): for the list, and for layers that are drawn from it. */
  read: (box: Box, day: string | undefined) => Promise<Things>
  /** One thing by its id; undefined when there is none. */
  find: (id: string, day: string | undefined) => Promise<Thing | undefined>
  draw: (shown: { items: readonly Thing[]; day: string | undefined; now: Date }) => Overlay
  /** Drawn from tiles of its own, not from what was read. */
  fromTiles: boolean
  /** The style layers that answer to a press, the property that holds the id, and those whose points stand for many. */
  press: { layers: readonly string[]; id: string; crowds: readonly string[] }
  legend: readonly Mark[]
}

export const bandColours: Record<Band, `--${string}`> = {
  calm: '--time-calm',
  half: '--time-half',
  tenth: '--time-tenth',
  late: '--time-late',
}
