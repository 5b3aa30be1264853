import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { casePage, renderAt, stubNetwork } from '@/shared/testing/stage'
import { CaseDetail } from './case-detail'

test('a_case_can_be_left_in_a_browser_whose_scrolling_answers_with_a_promise', async () => {
  vi.spyOn(Element.prototype, 'scrollTo').mockImplementation(() => Promise.resolve() as unknown as undefined)
  stubNetwork({ 'GET /api/cases/c1': casePage() })
  const { unmount } = renderAt('/', <CaseDetail id="c1" />)
  await screen.findByText('学校西门外没有路灯，孩子放学走夜路。')
  expect(unmount).not.toThrow()
})
