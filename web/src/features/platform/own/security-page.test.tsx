import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { json, renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { SecurityPage } from './security-page'

const path = '/api/session/security'
const passkey = { id: 'k1', name: '办公室电脑', createdAt: '2026-11-20T08:00:00+08:00' }
const own = { hasTotp: false, recoveryCodesLeft: 0, passkeys: [passkey] }
const session = { 'GET /api/session': sessionOf('viewCases') }
const press = async (name: string) =>
  userEvent.click((await screen.findAllByRole('button', { name })).at(-1) as HTMLElement)
/** The section of the one-time codes: the page asks for the password in others too. */
const codes = async () => within(await screen.findByRole('region', { name: '动态口令' }))

test('one_time_codes_are_turned_on_in_two_steps_and_the_recovery_codes_are_shown_once', async () => {
  const made = stubNetwork({
    ...session,
    [`GET ${path}`]: own,
    'POST /api/session/totp': { secret: 'ABCDEFGH', qr: { size: 21, path: 'M0 0h1v1' } },
    'POST /api/session/totp/confirm': { recoveryCodes: ['1111-2222', '3333-4444'] },
  })
  renderAt('/', <SecurityPage />)
  const section = await codes()
  expect(section.getByText('未启用。')).toBeTruthy()
  await userEvent.click(section.getByRole('button', { name: '启用动态口令' }))
  await userEvent.click(section.getByRole('button', { name: '启用动态口令' }))
  expect(await section.findByText('请填写当前密码')).toBeTruthy()
  await userEvent.type(section.getByLabelText('当前密码'), 'my password')
  await userEvent.click(section.getByRole('button', { name: '启用动态口令' }))
  expect(await section.findByRole('img', { name: '密钥的二维码' })).toBeTruthy()
  expect(section.getByText('ABCD EFGH')).toBeTruthy()
  await userEvent.type(section.getByLabelText('六位数字'), ' 123456 ')
  await userEvent.click(section.getByRole('button', { name: '确认启用' }))
  expect(await section.findByText('1111-2222')).toBeTruthy()
  const posted = made.filter(({ method }) => method === 'POST')
  expect(await posted[0]?.json()).toEqual({ password: 'my password' })
  expect(await posted[1]?.json()).toEqual({ code: '123456' })
  await userEvent.click(section.getByRole('button', { name: '我已妥善保存' }))
  await expect.poll(() => screen.queryByText('1111-2222')).toBeNull()
})

test('a_wrong_password_turns_nothing_off_and_is_told', async () => {
  stubNetwork({
    ...session,
    [`GET ${path}`]: { ...own, hasTotp: true, recoveryCodesLeft: 7 },
    'POST /api/session/totp/remove': () =>
      json({ type: '/problems/wrong-password', title: '密码不对。', status: 403 }, 403),
  })
  renderAt('/', <SecurityPage />)
  const section = await codes()
  expect(section.getByText('已启用，剩余 7 个恢复码。')).toBeTruthy()
  await userEvent.click(section.getByRole('button', { name: '停用动态口令' }))
  await userEvent.type(section.getByLabelText('当前密码'), 'wrong')
  await userEvent.click(section.getByRole('button', { name: '停用动态口令' }))
  expect(await section.findByText(/密码不对/)).toBeTruthy()
  expect(section.getByText('已启用，剩余 7 个恢复码。')).toBeTruthy()
})

test('a_passkey_gets_another_name_and_is_removed_only_when_one_is_sure', async () => {
  const made = stubNetwork({
    ...session,
    [`GET ${path}`]: own,
    'PUT /api/session/passkeys/k1': () => new Response(null, { status: 204 }),
    'DELETE /api/session/passkeys/k1': () => new Response(null, { status: 204 }),
  })
  renderAt('/', <SecurityPage />)
  await press('给办公室电脑改名')
  const name = screen.getByLabelText('名称')
  await userEvent.clear(name)
  await press('保存')
  expect(await screen.findByText('请填写名称')).toBeTruthy()
  await userEvent.type(name, '家里电脑')
  await press('保存')
  const sent = (method: string) => made.find((request) => request.method === method)
  await expect.poll(() => sent('PUT') !== undefined).toBe(true)
  expect(await sent('PUT')?.json()).toEqual({ name: '家里电脑' })

  await press('移除办公室电脑')
  expect(await screen.findByText('移除后不能再用它登录。')).toBeTruthy()
  expect(sent('DELETE')).toBeUndefined()
  await press('移除')
  await expect.poll(() => sent('DELETE') !== undefined).toBe(true)
})

test('who_must_have_a_second_factor_sees_nothing_else_before', async () => {
  stubNetwork({ ...session, [`GET ${path}`]: { ...own, passkeys: [] } })
  renderAt('/', <SecurityPage forced />)
  expect(await screen.findByText(/必须启用第二重验证/)).toBeTruthy()
  expect(await screen.findByText('还没有通行密钥。')).toBeTruthy()
  expect(screen.queryByRole('button', { name: '修改密码' })).toBeNull()
  expect(screen.getByRole('button', { name: '退出登录' })).toBeTruthy()
})
