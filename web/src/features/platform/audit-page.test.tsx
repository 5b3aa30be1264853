import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderAt, stubNetwork } from '@/shared/testing/stage'
import { AuditPage } from './audit-page'

const trace = (id: string, changes: object) => ({
  id,
  at: '2026-11-20T08:00:00+08:00',
  actor: { id: 'a1', name: '喻青' },
  action: 'editSettings',
  subject: null,
  outcome: 'done',
  ...changes,
})

test('the_trail_speaks_in_words_of_what_was_done_and_to_what', async () => {
  stubNetwork({
    'GET /api/audit': {
      items: [
        trace('1', { action: 'signIn', subject: 'a1', detail: 'password' }),
        trace('2', { action: 'searchPerson', subject: 'phone' }),
        trace('3', { subject: 'calendar/2027' }),
        trace('4', { subject: 'destination upstream' }),
        trace('6', { subject: 'models' }),
        trace('5', { action: 'revealRequester', subject: '20261120-0000123-8' }),
      ],
    },
  })
  renderAt('/', <AuditPage />)
  const rows = (await screen.findAllByRole('row')).slice(1).map((row) => within(row).getAllByRole('cell'))
  const told = rows.map((cells) => cells.slice(2, 5).map(({ textContent }) => textContent))
  expect(told).toEqual([
    ['登录', '', '密码'],
    ['按电话或证件号查找', 'phone', ''],
    ['改动设置', '工作日历 2027', ''],
    ['改动设置', '对外连接 upstream', ''],
    ['改动设置', '文本模型', ''],
    ['查看个人信息', '20261120-0000123-8', ''],
  ])
})

test('who_was_looked_for_and_which_model_reads_can_be_asked_for_alone', async () => {
  stubNetwork({ 'GET /api/audit': { items: [] } })
  renderAt('/', <AuditPage />)
  await userEvent.type(await screen.findByRole('combobox', { name: '做了什么' }), '{ArrowDown}')
  expect(await screen.findAllByText('按电话或证件号查找')).not.toHaveLength(0)
})
