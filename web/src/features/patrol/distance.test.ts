import { expect, test } from 'vitest'
import { distanceWords, inOrder, type Task } from './distance'

const task = (number: string, dueOn: string, lon?: number): Task => ({
  caseId: number,
  number,
  kind: 'reinspect',
  dueOn,
  className: '井盖',
  text: '',
  beforePhotos: [],
  afterPhotos: [],
  ...(lon !== undefined && { lon, lat: 28 }),
})

test('the nearest comes first, and what has no point comes last', () => {
  const tasks = [
    task('far', '2026-11-20', 113.1),
    task('nowhere', '2026-11-19'),
    task('near', '2026-11-22', 113.001),
  ]
  const order = inOrder(tasks, [113, 28])
  expect(order.map(({ task: { number } }) => number)).toEqual(['near', 'far', 'nowhere'])
  expect(Math.round(order[0]?.metres ?? 0)).toBe(98)
})

test('without a position the soonest due comes first', () => {
  const tasks = [task('later', '2026-11-22', 113), task('sooner', '2026-11-20', 114)]
  expect(inOrder(tasks, undefined).map(({ task: { number } }) => number)).toEqual(['sooner', 'later'])
})

test('distances are said as people say them', () => {
  expect([3, 324, 994, 1049, 12_345].map(distanceWords)).toEqual([
    '10 米',
    '320 米',
    '990 米',
    '1.0 公里',
    '12.3 公里',
  ])
})
