import { expect, test } from 'vitest'
import { places, placesOf } from './places'

test('the_rail_has_at_most_nine_places', () => {
  expect(places.length).toBeLessThanOrEqual(9)
})

test('an_account_sees_only_the_places_that_its_operations_open', () => {
  expect(placesOf(['viewCases', 'callBackCase']).map(({ path }) => path)).toEqual(['cases', 'call-backs'])
  expect(placesOf(['editSettings', 'viewReferenceData']).map(({ path }) => path)).toEqual(['settings'])
  expect(placesOf(['useOwnSession'])).toEqual([])
})
