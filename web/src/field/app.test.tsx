import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { jpeg, stubUploads } from '@/shared/testing/uploads'
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

test('a look that was sent is gone from the round at once, and that it was sent is said', async () => {
  history.replaceState(null, '', '/field/')
  stubUploads(() => ({ status: 201, body: { id: 'now-1' } }))
  const task = {
    caseId: 'c1',
    number: '20261120-0000088-5',
    kind: 'reinspect',
    dueOn: '2026-11-21',
    className: '绿地塌陷',
    text: '下沉',
    beforePhotos: [],
    afterPhotos: [],
  }
  const page = { ...task, id: 'c1', version: 5, attachments: [], operations: ['reinspectCase'] }
  stubNetwork({
    'GET /api/session': { body: session(['patrol']) },
    // The list is behind the journal, as the real one may be for a moment.
    'GET /api/patrol/tasks': { body: [task] },
    'GET /api/cases/c1': { body: page },
    'POST /api/cases/c1/reinspect': { body: page },
  })
  const { person } = draw(<FieldApp />)
  await person.click(await screen.findByRole('button', { name: /去复查/ }))
  await person.upload(await screen.findByLabelText(/拍照/), jpeg('now.jpg'))
  await person.click(screen.getByRole('radio', { name: '已经处置好' }))
  await person.click(screen.getByRole('button', { name: '提交复查' }))
  await waitFor(() => expect(screen.getByText(/复查已提交/)).toBeTruthy())
  expect(screen.queryByText('绿地塌陷')).toBeNull()
  expect(screen.getByText('今天没有要复查的')).toBeTruthy()
})
