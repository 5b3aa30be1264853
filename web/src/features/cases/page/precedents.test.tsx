import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { casePage, renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { CaseView } from './case-view'

const precedent = {
  id: 'c0',
  number: '20261101-0000007-1',
  unit: { id: 'u2', name: '潞湾街道办事处' },
  closedAt: '2026-11-02T08:00:00+08:00',
  outcome: 'solved',
  solved: 'solved',
  satisfied: 'satisfied',
  likeness: 0.42,
  shared: ['居住证明'],
  answer: '凭租房合同当天可在社区开具居住证明。',
}

test('the_wording_of_a_precedent_is_one_press_away_from_the_result', async () => {
  const page = casePage({ state: 'signed', operations: ['resolveCase'] })
  stubNetwork({
    'GET /api/session': sessionOf('resolveCase'),
    [`GET /api/cases/${page.id}/precedents`]: [precedent],
  })
  renderAt('/', <CaseView page={page} onReload={() => undefined} />)
  expect(await screen.findByText(/文字相近42%，都提到：居住证明/)).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '用作答复草稿' }))
  expect(screen.getByLabelText('答复')).toHaveProperty('value', '凭租房合同当天可在社区开具居住证明。')
})

test('who_can_report_no_result_reads_the_precedent_and_is_offered_no_draft', async () => {
  const page = casePage({ state: 'signed', operations: [] })
  stubNetwork({ 'GET /api/session': sessionOf(), [`GET /api/cases/${page.id}/precedents`]: [precedent] })
  renderAt('/', <CaseView page={page} onReload={() => undefined} />)
  expect(await screen.findByText(precedent.answer)).toBeTruthy()
  expect(screen.queryByRole('button', { name: '用作答复草稿' })).toBeNull()
})
