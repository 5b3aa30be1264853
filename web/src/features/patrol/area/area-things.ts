import { type LngLat, lngLat } from '@/shared/map/points'
import { metresBetween } from '@/shared/map/position'
import type { NearComponent } from '@/shared/reference/near-components'
import type { Task } from '../distance'
import type { Shift } from '../duty/duty'
import type { PlannedPlace } from '../places/planned-place'
import type { Area } from './area'

/** What is told on the map of the area, and in the list below it. */
export type AreaThing = { key: string; name: string; at: LngLat } & (
  | { kind: 'task'; task: Task }
  | { kind: 'place'; place: PlannedPlace }
  | { kind: 'stop'; no: number }
  | { kind: 'case'; known: Area['cases'][number] }
  | { kind: 'component'; component: Omit<NearComponent, 'metres'> }
)

interface Told {
  tasks?: readonly Task[] | undefined
  places?: readonly PlannedPlace[] | undefined
  shift?: Pick<Shift, 'stops'> | undefined
  cases?: Area['cases'] | undefined
}

const placed = <T>(
  all: readonly T[] | undefined,
  at: (one: T) => LngLat | undefined,
  thing: (one: T, at: LngLat) => AreaThing,
) =>
  (all ?? []).flatMap((one) => {
    const point = at(one)
    return point ? [thing(one, point)] : []
  })

/** What there is to go to and to know of; a case that is a task is told as the task. */
export const thingsOf = ({ tasks, places, shift, cases }: Told): AreaThing[] => {
  const own = new Set(tasks?.map(({ caseId }) => caseId))
  return [
    ...placed(
      tasks,
      ({ lon, lat }) => lngLat(lon, lat),
      (task, at) => ({ kind: 'task', key: `task ${task.caseId}`, name: task.className, at, task }),
    ),
    ...placed(
      places,
      ({ lon, lat }) => lngLat(lon, lat),
      (place, at) => ({
        kind: 'place',
        key: `place ${place.planId} ${place.placeNo}`,
        name: place.name,
        at,
        place,
      }),
    ),
    ...placed(
      cases?.filter(({ caseId }) => !own.has(caseId)),
      ({ lon, lat }) => [lon, lat],
      (known, at) => ({ kind: 'case', key: `case ${known.caseId}`, name: known.className, at, known }),
    ),
    ...placed(
      shift?.stops,
      ({ lon, lat }) => [lon, lat],
      ({ no, name }, at) => ({ kind: 'stop', key: `stop ${no}`, name, at, no }),
    ),
  ]
}

export const componentThing = (component: Omit<NearComponent, 'metres'>): AreaThing => ({
  kind: 'component',
  key: `component ${component.code}`,
  name: component.name,
  at: [component.lon, component.lat],
  component,
})

/** Nearest first where it is known where the inspector stands. */
export const nearestFirst = (things: readonly AreaThing[], here: LngLat | undefined) =>
  things
    .map((thing) => ({ thing, metres: here && metresBetween(here, thing.at) }))
    .sort((one, other) => (one.metres ?? 0) - (other.metres ?? 0))
