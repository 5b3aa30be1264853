import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { json, renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { SignIn } from './sign-in'

test('a_wrong_password_keeps_the_login_and_says_what_the_server_said', async () => {
  stubNetwork({
    'POST /api/session': () =>
      json({ type: '/problems/wrong-login', title: '账号或密码不正确。', status: 401 }, 401),
  })
  renderAt('/', <SignIn />)
  await userEvent.type(screen.getByLabelText('账号'), 'zhou')
  await userEvent.type(screen.getByLabelText('密码'), 'wrong')
  await userEvent.click(screen.getByRole('button', { name: '登录' }))
  expect((await screen.findByRole('alert')).textContent).toContain('账号或密码不正确。')
  expect(screen.getByLabelText('账号')).toHaveProperty('value', 'zhou')
  expect(screen.getByLabelText('密码')).toHaveProperty('value', '')
})

test('login_and_password_go_to_the_server_as_typed', async () => {
  const made = stubNetwork({ 'POST /api/session': sessionOf('viewCases') })
  renderAt('/', <SignIn />)
  await userEvent.type(screen.getByLabelText('账号'), 'zhou')
  await userEvent.type(screen.getByLabelText('密码'), 'A b9!')
  await userEvent.click(screen.getByRole('button', { name: '登录' }))
  await expect.poll(() => made.length).toBe(1)
  expect(await made[0]?.json()).toEqual({ login: 'zhou', password: 'A b9!' })
  expect(made[0]?.headers.get('Accept-Language')).toBe('zh-CN')
})

test('a_right_password_asks_for_the_code_and_sends_all_three', async () => {
  let tries = 0
  const made = stubNetwork({
    'POST /api/session': () =>
      tries++ === 0
        ? json(
            {
              type: '/problems/second-factor',
              title: '密码正确。请再输入六位数字。',
              status: 401,
              methods: ['totp', 'recoveryCode'],
            },
            401,
          )
        : json(sessionOf('viewCases')),
  })
  renderAt('/', <SignIn />)
  await userEvent.type(screen.getByLabelText('账号'), 'zhou')
  await userEvent.type(screen.getByLabelText('密码'), 'A b9!')
  await userEvent.click(screen.getByRole('button', { name: '登录' }))
  await userEvent.type(await screen.findByLabelText('动态口令或恢复码'), ' 123456 ')
  await userEvent.click(screen.getByRole('button', { name: '登录' }))
  await expect.poll(() => made.length).toBe(2)
  expect(await made[1]?.json()).toEqual({ login: 'zhou', password: 'A b9!', code: '123456' })
})
