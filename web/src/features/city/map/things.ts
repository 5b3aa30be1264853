import type { Got, Operation } from '@/shared/api/types'
import type { Overlay } from '@/shared/map/city-style'
import type { LngLat } from '@/shared/map/points'
import type { Band } from '@/shared/time/ladder'
import type { Word } from './words'

export type LayerName = 'cases' | 'components' | 'inspectors' | 'units' | 'risks'

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
  /** Of a component: the id of its record. */
  record?: string
  /** Since when it is there, or in its state. */
  since?: string
  /** Of a case. */
  dueAt?: string | undefined
  unit?: string | undefined
  settled?: boolean
  /** Of a case: its state as the server names it. */
  stage?: string
  /** Of a component: whether it is as it should be; of a unit: whether it stands at its seat. */
  sound?: boolean
}

export interface Things {
  items: Thing[]
  /** There are more than these. */
  more: boolean
}

export type ComponentClass = Got<'/api/component-classes'>[number]

/** What of the layers is shown: everything but what was switched off in the legend. It stands in the address. */
export interface Choice {
  /** Keys of marks: `components.02`, `components.lost`, `cases.late`. */
  off: ReadonlySet<string>
  /** By what a layer is coloured that can be coloured in several ways; without it the first. */
  colouredBy?: Word | undefined
  /** The one class of components that is looked for; without it all of those that are not off. */
  onlyClass: string | undefined
  /** The classes in force on the day that is shown. */
  classes: readonly ComponentClass[]
}

export interface Mark {
  /** By which it can be switched off; without one it can't. */
  key?: string
  shape: 'dot' | 'ring' | 'crowd' | 'square' | 'frame'
  colour: `--${string}`
  /** A word of ours, or the name of something. */
  word: Word | { text: string }
}

/** A layer over the land. Another one is another entry of `layers`. */
export interface MapLayer {
  name: LayerName
  needs: Operation
  /** Shown only when it is asked for: each look leaves a trace, or it is wanted seldom. */
  asked?: true
  /** It tells everything at once, wherever the map is, and only of now; read again when it is switched on again. */
  whole?: true
  /** What stands in a box on a day (today without one): for the list, and for layers that are drawn from it. */
  read: (box: Box, day: string | undefined, choice: Choice) => Promise<Things>
  /** Whether something that was read is chosen, where the server was not asked for the choice. */
  shows?: (thing: Thing, choice: Choice, now: Date) => boolean
  /** One thing by its id; undefined when there is none. */
  find: (id: string, day: string | undefined) => Promise<Thing | undefined>
  draw: (shown: { items: readonly Thing[]; day: string | undefined; now: Date; choice: Choice }) => Overlay
  /** By what it can be coloured, the usual one first. */
  colourings?: readonly Word[]
  /** The one of them that means nothing for a past day. */
  nowOnly?: Word
  /** Drawn from tiles of its own, not from what was read. */
  fromTiles: boolean
  /** The style layers that answer to a press, the property that holds the id, and those whose points stand for many. */
  press: { layers: readonly string[]; id: string; crowds: readonly string[] }
  legend: (choice: Choice) => readonly Mark[]
}

export const bandColours: Record<Band, `--${string}`> = {
  calm: '--time-calm',
  half: '--time-half',
  tenth: '--time-tenth',
  late: '--time-late',
}
