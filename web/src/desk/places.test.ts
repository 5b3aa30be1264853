import { expect, test } from 'vitest'
import { places, placesOf } from './places'

test('the_rail_of_an_account_has_at_most_nine_places', () => {
  const all = places.map(({ needs }) => needs)
  // No role has both: settings are the administrator's, the trail is the auditor's.
  for (const others of ['editSettings', 'audit'])
    expect(placesOf(all.filter((operation) => operation !== others)).length).toBeLessThanOrEqual(9)
})

test('an_account_sees_only_the_places_that_its_operations_open', () => {
  expect(placesOf(['viewCases', 'callBackCase']).map(({ path }) => path)).toEqual([
    'cases',
    'board',
    'call-backs',
  ])
  expect(placesOf(['editSettings', 'viewReferenceData']).map(({ path }) => path)).toEqual(['settings'])
  expect(placesOf(['useOwnSession'])).toEqual([])
})
