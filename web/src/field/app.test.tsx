import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { FieldApp } from './app'

const session = (operations: string[]) => ({
  account: { id: 'a1', name: '陈晓岚', role: 'inspector', login: 'chen' },
  unit: { id: 'g', name: '潞湾街道网格中心' },
  operations,
})
const unknown = { status: 401, body: { type: '/problems/not-signed-in', title: '请登录。' } }

const signIn = async () => {
  const { person } = draw(<FieldApp />)
  await person.type(await screen.findByLabelText('用户名'), 'chen')
  await person.type(screen.getByLabelText('密码'), 'geheim')
  await person.click(screen.getByRole('button', { name: '登录' }))
  return person
}

test('signing in opens the round of today', async () => {
  history.replaceState(null, '', '/field/')
  stubNetwork({
    'GET /api/session': unknown,
    'POST /api/session': { body: session(['patrol']) },
    'GET /api/patrol/tasks': { body: [] },
  })
  await signIn()
  expect(await screen.findByText('今天没有要复查的')).toBeTruthy()
  expect(screen.getByRole('link', { name: '上报' })).toBeTruthy()
})

test('a refused password keeps the login and says why', async () => {
  stubNetwork({
    'GET /api/session': unknown,
    'POST /api/session': {
      status: 401,
      body: { type: '/problems/wrong-login', title: '用户名或密码不对。' },
    },
  })
  await signIn()
  expect((await screen.findByRole('alert')).textContent).toBe('用户名或密码不对。')
  expect(screen.getByLabelText('用户名')).toHaveProperty('value', 'chen')
  expect(screen.getByLabelText('密码')).toHaveProperty('value', '')
})

test('an account that does not patrol is shown the way to the desk', async () => {
  stubNetwork({ 'GET /api/session': { body: session(['viewCases']) } })
  draw(<FieldApp />)
  expect((await screen.findByRole('link', { name: '去工作台' })).getAttribute('href')).toBe('/desk/')
})
