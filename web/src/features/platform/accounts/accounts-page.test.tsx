import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { json, renderAt, stubNetwork } from '@/shared/testing/stage'
import { AccountsPage } from './accounts-page'

const account = {
  id: 'a7',
  login: 'zhou',
  name: '周岚',
  role: 'auditor',
  disabled: false,
  mustChange: false,
  hasTotp: true,
  passkeys: 2,
  createdAt: '2026-11-20T08:00:00+08:00',
}

test('an_account_with_open_work_is_closed_only_with_a_word_on_who_goes_on_with_it', async () => {
  const closed: unknown[] = []
  stubNetwork({
    'GET /api/accounts': { items: [{ ...account, role: 'handler' }] },
    'GET /api/units': [],
    'GET /api/accounts/a7/held': {
      held: [
        { kind: 'case', count: 3, names: ['20261120-0000123-8', '20261120-0000124-6'], takenBy: ['handler'] },
      ],
      successors: [{ id: 'a8', name: '陈默', role: 'handler' }],
    },
    'POST /api/accounts/a7/disable': async (request: Request) => {
      closed.push(await request.json())
      return new Response(null, { status: 204 })
    },
  })
  renderAt('/', <AccountsPage />)
  await userEvent.click(await screen.findByRole('button', { name: '修改周岚' }))
  await userEvent.click(screen.getByRole('button', { name: '停用账号' }))
  const question = within(await screen.findByRole('dialog'))
  expect(await question.findByText('3 件未办结的诉求')).toBeTruthy()
  expect(question.getByText(/20261120-0000123-8 · 20261120-0000124-6 …/)).toBeTruthy()
  expect(question.getByText(/工作暂时没有人承办/)).toBeTruthy()
  await userEvent.click(question.getByRole('combobox', { name: '由谁接手' }))
  await userEvent.click(await screen.findByText('陈默 · 承办人'))
  expect(question.getByText(/全部移交给接手人/)).toBeTruthy()
  await userEvent.click(question.getByRole('button', { name: '停用账号' }))
  await vi.waitFor(() => expect(closed).toEqual([{ handOverTo: 'a8' }]))
})

test('an_account_shows_its_second_factors_and_a_reset_password_is_shown_until_it_is_closed', async () => {
  const made = stubNetwork({
    'GET /api/accounts': { items: [account] },
    'GET /api/units': [],
    'POST /api/accounts/a7/reset-password': () => json({ password: 'once-only-a2Z' }),
  })
  renderAt('/', <AccountsPage />)
  const row = within(await screen.findByRole('row', { name: /zhou/ }))
  expect(row.getByText('动态口令 · 2 个通行密钥')).toBeTruthy()
  await userEvent.click(row.getByRole('button', { name: '修改周岚' }))
  await userEvent.click(screen.getByRole('button', { name: '重置密码' }))
  const question = within(await screen.findByRole('tooltip'))
  await userEvent.click(question.getByRole('button', { name: '重置密码' }))
  expect(await screen.findByText('once-only-a2Z')).toBeTruthy()
  expect(made.some(({ method, url }) => method === 'POST' && url.endsWith('/a7/reset-password'))).toBe(true)
  await userEvent.click(screen.getByRole('button', { name: '关闭' }))
  expect(screen.queryByText('once-only-a2Z')).toBeNull()
})

test('the_question_before_an_account_is_closed_gives_the_focus_back_to_its_button', async () => {
  stubNetwork({
    'GET /api/accounts': { items: [account] },
    'GET /api/units': [],
    'GET /api/accounts/a7/held': { held: [], successors: [] },
  })
  renderAt('/', <AccountsPage />)
  await userEvent.click(await screen.findByRole('button', { name: '修改周岚' }))
  const key = screen.getByRole('button', { name: '停用账号' })
  await userEvent.click(key)
  await screen.findByText('此人手上没有未办结的工作。')
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: '取消' }))
  await expect.poll(() => document.activeElement).toBe(key)
})

test('one_thing_on_the_page_is_the_main_one_and_the_search_is_sent_by_a_plain_button', async () => {
  const made = stubNetwork({ 'GET /api/accounts': { items: [account] }, 'GET /api/units': [] })
  renderAt('/', <AccountsPage />)
  await screen.findByRole('row', { name: /zhou/ })
  const main = [...document.querySelectorAll('.ant-btn-color-primary.ant-btn-variant-solid')].map(
    ({ textContent }) => textContent,
  )
  expect(main).toEqual(['开设账号'])
  await userEvent.type(screen.getByRole('searchbox', { name: '账号或姓名' }), '周岚')
  await userEvent.click(screen.getByRole('button', { name: '查找' }))
  await expect
    .poll(() => made.some(({ url }) => new URL(url).searchParams.get('search') === '周岚'))
    .toBe(true)
})
