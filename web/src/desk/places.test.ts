import { expect, test } from 'vitest'
import type { Operation } from '@/shared/api/types'
import { placesOf, railOf } from './places'

/** What opens a place, by role, as the table of rights has it (docs/security.md). */
const roles: Record<string, readonly Operation[]> = {
  operator: ['viewComponents', 'viewCases', 'registerForCaller'],
  dispatcher: [
    'viewComponents',
    'viewCases',
    'dispatchCase',
    'registerForCaller',
    'viewWhistles',
    'viewPatrol',
    'viewFigures',
    'viewAssessment',
  ],
  secretary: [
    'viewComponents',
    'viewCases',
    'registerForCaller',
    'viewWhistles',
    'viewPatrol',
    'viewFigures',
    'viewAssessment',
  ],
  caller: ['viewComponents', 'viewCases', 'callBackCase', 'viewFigures', 'viewAssessment'],
  leader: [
    'viewComponents',
    'viewCases',
    'viewWhistles',
    'viewPatrol',
    'viewFigures',
    'viewAssessment',
    'viewExchange',
  ],
  auditor: [
    'viewComponents',
    'viewCases',
    'viewWhistles',
    'viewPatrol',
    'viewFigures',
    'viewAssessment',
    'viewExchange',
    'audit',
  ],
  administrator: ['viewComponents', 'viewExchange', 'editSettings'],
  securityAdministrator: ['manageAccounts'],
}

test('the_rail_of_an_account_has_at_most_nine_places_and_the_registry_stands_under_the_map', () => {
  for (const operations of Object.values(roles)) {
    expect(railOf(placesOf(operations)).length).toBeGreaterThan(0)
    expect(railOf(placesOf(operations)).length).toBeLessThanOrEqual(9)
  }
  const words = (operations: readonly Operation[]) => railOf(placesOf(operations)).map(({ word }) => word)
  expect(words(['viewCases', 'viewComponents'])).not.toContain('components')
  expect(words(['viewComponents'])).toContain('components')
})

test('an_account_sees_only_the_places_that_its_operations_open', () => {
  expect(placesOf(['viewCases', 'callBackCase']).map(({ path }) => path)).toEqual([
    'cases',
    'board',
    'map',
    'call-backs',
  ])
  expect(placesOf(['editSettings', 'viewReferenceData']).map(({ path }) => path)).toEqual(['settings'])
  expect(placesOf(['useOwnSession'])).toEqual([])
})
