import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { jpeg } from '@/shared/testing/uploads'
import { FieldApp } from './app'

const session = (operations: string[]) => ({
  account: { id: 'a1', name: '陈晓岚', role: 'inspector', login: 'chen' },
  unit: { id: 'g', name: '潞湾街道网格中心' },
  operations,
})
const unknown = { status: 401, body: { type: '/problems/not-signed-in', title: '请登录。' } }

/** Nobody is signed in until somebody does. */
const door = (operations: string[]) => {
  let inside = false
  return {
    'GET /api/session': () => (inside ? { body: session(operations) } : unknown),
    'POST /api/session': () => {
      inside = true
      return { body: session(operations) }
    },
  }
}

const signIn = async () => {
  const { person } = draw(<FieldApp />)
  await person.type(await screen.findByLabelText('账号'), 'chen')
  await person.type(screen.getByLabelText('密码'), 'geheim')
  await person.click(screen.getByRole('button', { name: '登录' }))
  return person
}

test('signing in opens the round of today', async () => {
  history.replaceState(null, '', '/field/')
  const network = stubNetwork({ ...door(['patrol']), 'GET /api/patrol/tasks': { body: [] } })
  await signIn()
  expect(await screen.findByText('今天没有要去看的')).toBeTruthy()
  expect(screen.getByRole('link', { name: '上报' })).toBeTruthy()
  expect(network.to('POST /api/session')[0]?.body).toEqual({ login: 'chen', password: 'geheim', shift: true })
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
  expect(screen.getByLabelText('账号')).toHaveProperty('value', 'chen')
  expect(screen.getByLabelText('密码')).toHaveProperty('value', '')
})

test('an account that does not patrol is shown the way to the desk', async () => {
  stubNetwork({ 'GET /api/session': { body: session(['viewCases']) } })
  draw(<FieldApp />)
  expect((await screen.findByRole('link', { name: '去工作台' })).getAttribute('href')).toBe('/desk/')
})

test('a look that was sent is gone from the round at once, and that it was sent is said', async () => {
  history.replaceState(null, '', '/field/')
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
    'POST /api/uploads': { status: 201, body: { id: 'now-1' } },
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
  await waitFor(() => expect(screen.getByText(/已记下，有网络就发出/)).toBeTruthy())
  expect(screen.queryByText('绿地塌陷')).toBeNull()
  expect(screen.getByText('今天没有要去看的')).toBeTruthy()
})
