import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderAt, stubNetwork } from '@/shared/testing/stage'
import { CorrectionsPage } from './corrections-page'

const correction = {
  caseId: 'c1',
  seq: 3,
  number: 'JB1',
  at: '2026-11-26T04:00:00Z',
  by: '周岚',
  text: '门口的灯不亮，电话138****1234',
  classBefore: '物业管理',
  classAfter: '路灯照明',
  unitAfter: { id: 'u', name: '区城管委' },
}

test('a_correction_is_read_and_left_out_with_a_reason', async () => {
  const made = stubNetwork({
    'GET /api/session': { operations: ['keepModels'] },
    'GET /api/dispatch/corrections': {
      teaching: 1,
      items: [correction],
      nights: [
        { day: '2026-11-26', corrections: 1, number: 4, against: 0, cases: 9, right: 8, againstRight: 7 },
      ],
    },
    'PUT /api/dispatch/corrections/c1/3/left-out': () => new Response(null, { status: 204 }),
  })
  renderAt('/settings/corrections', <CorrectionsPage />)
  const user = userEvent.setup()

  const item = await screen.findByRole('listitem', { name: 'JB1' })
  expect(item.textContent).toContain('物业管理 → 路灯照明')
  expect(screen.getByText(/得出 4 号模型；在 9 件由人派单的诉求上判断正确 8 件/)).toBeTruthy()
  await user.click(within(item).getByRole('button', { name: '不用于学习' }))
  await user.type(within(item).getByLabelText('原因'), '试用时填的')
  await user.click(within(item).getByRole('button', { name: '不用于学习' }))

  await within(item).findByRole('button', { name: '不用于学习' })
  expect(await made.find(({ method }) => method === 'PUT')?.json()).toEqual({ why: '试用时填的' })
})
