import type { Got } from '@/shared/api/types'
import { type LngLat, lngLat } from '@/shared/map/points'
import { metresBetween } from '@/shared/map/position'
import { say } from './words'

export type Task = Got<'/api/patrol/tasks'>[number]

/** A task with how far it is, when both ends are known. */
export interface PlacedTask {
  task: Task
  metres: number | undefined
}

/** As people say it: tens of metres under a kilometre, then tenths of a kilometre. */
export const distanceWords = (metres: number): string =>
  metres < 995
    ? say('metres', { count: Math.max(10, Math.round(metres / 10) * 10) })
    : say('kilometres', { count: (metres / 1000).toFixed(1) })

/** What a unit waits for first; then nearest first, and without a position, or for tasks without a point, by when they are due. */
export const inOrder = (tasks: readonly Task[], from: LngLat | undefined): PlacedTask[] =>
  tasks
    .map((task) => {
      const at = lngLat(task.lon, task.lat)
      return { task, metres: at && from && metresBetween(from, at) }
    })
    .sort(
      (a, b) =>
        Number(b.task.kind === 'verify') - Number(a.task.kind === 'verify') ||
        (a.metres ?? Number.MAX_VALUE) - (b.metres ?? Number.MAX_VALUE) ||
        a.task.dueOn.localeCompare(b.task.dueOn),
    )

/** A task is due at the end of its day in the city. */
export const endOfDay = (date: string) => `${date}T23:59:59+08:00`
