import { expect, test } from 'vitest'
import type { Operation } from '@/shared/api/types'
import { placesOf } from './places'

/** What opens a place, by role, as the table of rights has it (docs/security.md). */
const roles: Record<string, readonly Operation[]> = {
  operator: ['viewComponents', 'viewCases', 'registerForCaller'],
  dispatcher: [
    'viewComponents',
    'viewCases',
    'dispatchCase',
    'registerForCaller',
    'viewWhistles',
    'viewFigures',
    'viewAssessment',
  ],
  secretary: [
    'viewComponents',
    'viewCases',
    'registerForCaller',
    'viewWhistles',
    'viewFigures',
    'viewAssessment',
  ],
  caller: ['viewComponents', 'viewCases', 'callBackCase', 'viewFigures', 'viewAssessment'],
  leader: ['viewComponents', 'viewCases', 'viewWhistles', 'viewFigures', 'viewAssessment', 'viewExchange'],
  auditor: [
    'viewComponents',
    'viewCases',
    'viewWhistles',
    'viewFigures',
    'viewAssessment',
    'viewExchange',
    'audit',
  ],
  administrator: ['viewComponents', 'viewExchange', 'editSettings'],
  securityAdministrator: ['manageAccounts'],
}

test('the_rail_of_an_account_has_at_most_nine_places', () => {
  for (const operations of Object.values(roles)) {
    expect(placesOf(operations).length).toBeGreaterThan(0)
    expect(placesOf(operations).length).toBeLessThanOrEqual(9)
  }
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
