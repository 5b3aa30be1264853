import { expect, test } from 'vitest'
import { cityStyle } from '@/shared/map/city-style'
import { layers } from './layers'
import { measured } from './measure'
import { crowds, pressable } from './pressed'

const choice = { off: new Set<string>(), onlyClass: undefined, classes: [] }

test('the_layers_of_the_style_have_names_of_their_own_and_every_one_that_answers_to_a_press_is_drawn', () => {
  for (const tilted of [false, true]) {
    const style = cityStyle(
      [
        ...layers.map(({ draw }) =>
          draw({ items: [], day: '2026-11-19', now: new Date('2026-11-20'), choice }),
        ),
        measured('area', [
          [116, 39],
          [116, 40],
          [117, 40],
        ]),
      ],
      tilted,
    )
    const ids = style.layers.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining([...pressable, ...crowds]))
    for (const layer of style.layers)
      if ('source' in layer) expect(Object.keys(style.sources)).toContain(layer.source)
  }
})

test('by_state_a_case_has_the_colour_of_its_state_and_every_state_its_own', () => {
  const cases = layers.find(({ name }) => name === 'cases')
  const byState = { ...choice, colouredBy: 'byState' as const }
  const marks = cases?.legend(byState).filter(({ key }) => key?.startsWith('cases.state.')) ?? []
  expect(new Set(marks.map(({ colour }) => colour)).size).toBe(5)
  const drawn = (which: typeof choice) =>
    JSON.stringify(cases?.draw({ items: [], day: undefined, now: new Date(), choice: which }).layers)
  expect(drawn(byState)).toContain('"suspended"')
  expect(drawn(choice)).not.toContain('"suspended"')
})

test('by_age_a_case_has_the_colour_of_the_days_since_its_receipt_each_its_own_and_a_result_has_none', () => {
  const cases = layers.find(({ name }) => name === 'cases')
  const byAge = { ...choice, colouredBy: 'byAge' as const }
  const marks = cases?.legend(byAge).filter(({ key }) => key?.startsWith('cases.age.')) ?? []
  expect(new Set(marks.map(({ colour }) => colour)).size).toBe(4)
  const now = new Date('2026-11-20T08:00:00Z')
  const drawn = (since: string, settled = false) => {
    const item = {
      layer: 'cases' as const,
      id: 'c',
      name: '',
      detail: '',
      at: [116, 39] as const,
      since,
      settled,
    }
    const { sources } = cases?.draw({ items: [item], day: undefined, now, choice: byAge }) ?? {}
    return JSON.stringify(sources).match(/"age":"(\w+)"/)?.[1]
  }
  // The last moment of each and the first of the next.
  expect(
    [
      '2026-11-20T08:00:00Z',
      '2026-11-19T08:00:00Z',
      '2026-11-19T07:59:59Z',
      '2026-11-17T08:00:00Z',
      '2026-11-17T07:59:59Z',
      '2026-11-13T08:00:00Z',
      '2026-11-13T07:59:59Z',
    ].map((since) => drawn(since)),
  ).toEqual(['day', 'day', 'three', 'three', 'week', 'week', 'older'])
  expect(drawn('2026-11-01T08:00:00Z', true)).toBe('settled')
  expect(JSON.stringify(cases?.draw({ items: [], day: undefined, now, choice: byAge }).layers)).toContain(
    '"older"',
  )
})

test('a_past_day_is_asked_of_the_tiles', () => {
  const { sources } = layers[0]?.draw({ items: [], day: '2026-11-19', now: new Date(), choice }) ?? {
    sources: {},
  }
  expect(JSON.stringify(sources)).toContain('{y}.mvt?day=2026-11-19')
})
