import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
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

test('an_account_shows_its_second_factors_and_a_reset_password_is_shown_until_it_is_closed', async () => {
  const made = stubNetwork({
    'GET /api/accounts': { items: [account] },
    'GET /api/units': [],
    'POST /api/accounts/a7/reset-password': () => json({ password: 'once-only-a2Z' }),
  })
  renderAt('/', <AccountsPage />)
  const row = within(await screen.findByRole('row', { name: /zhou/ }))
  expect(row.getByText('动态口令 · 2 个通行密钥')).toBeTruthy()
  await userEvent.click(row.getByRole('button', { name: '修改周岚的账号' }))
  await userEvent.click(screen.getByRole('button', { name: '重置密码' }))
  const question = within(await screen.findByRole('tooltip'))
  await userEvent.click(question.getByRole('button', { name: '重置密码' }))
  expect(await screen.findByText('once-only-a2Z')).toBeTruthy()
  expect(made.some(({ method, url }) => method === 'POST' && url.endsWith('/a7/reset-password'))).toBe(true)
  await userEvent.click(screen.getByRole('button', { name: '关闭' }))
  expect(screen.queryByText('once-only-a2Z')).toBeNull()
})
