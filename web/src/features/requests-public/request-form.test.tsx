import { screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { jpeg, stubUploads } from '@/shared/testing/uploads'
import { RequestForm } from './request-form'

const receipt = {
  number: '20261121-0000123-1',
  queryCode: 'K7MPX3QA',
  receivedAt: '2026-11-21T10:00:00+08:00',
  dispatch: { state: 'dispatched', unit: { id: 'u1', name: '春溪街道' }, reasons: [] },
  deadlines: {},
  danger: false,
}
const post = 'POST /api/requests'
const textBox = () => screen.getByLabelText('您遇到了什么事')
const submit = () => screen.getByRole('button', { name: '提交' })

test('without a word nothing is sent, and the text says why', async () => {
  const network = stubNetwork({})
  const { person } = draw(<RequestForm onReceived={vi.fn()} />)
  await person.click(submit())
  expect(screen.getByRole('alert').textContent).toContain('请写下您遇到的事')
  expect(textBox().getAttribute('aria-invalid')).toBe('true')
  expect(network.asked).toEqual([])
})

test('a request is sent once with its words, and the receipt is handed on', async () => {
  const network = stubNetwork({ [post]: { status: 201, body: receipt } })
  const onReceived = vi.fn()
  const { person } = draw(<RequestForm onReceived={onReceived} />)
  await person.type(textBox(), '路灯不亮')
  await person.type(screen.getByLabelText(/^电话/), '13800000000')
  await person.click(submit())
  await waitFor(() => expect(onReceived).toHaveBeenCalledWith({ receipt, reachable: true }))
  expect(network.to(post)).toHaveLength(1)
  expect(network.to(post)[0]?.body).toEqual({ text: '路灯不亮', contact: { phone: '13800000000' } })
  expect(textBox()).toHaveProperty('value', '')
})

test('who wants to stay unknown to the unit says so with one tick', async () => {
  const network = stubNetwork({ [post]: { status: 201, body: receipt } })
  const { person } = draw(<RequestForm onReceived={vi.fn()} />)
  await person.type(textBox(), '邻居违建')
  await person.click(screen.getByRole('checkbox', { name: '不向承办单位透露我的身份' }))
  await person.click(submit())
  await waitFor(() => expect(network.to(post)).toHaveLength(1))
  expect(network.to(post)[0]?.body).toEqual({ text: '邻居违建', confidential: true })
})

test('a lost answer keeps the words, and the next try carries the same key', async () => {
  let offline = true
  const network = stubNetwork({ [post]: () => (offline ? { offline } : { status: 201, body: receipt }) })
  const onReceived = vi.fn()
  const { person } = draw(<RequestForm onReceived={onReceived} />)
  await person.type(textBox(), '路灯不亮')
  await person.click(submit())
  expect((await screen.findByRole('alert')).textContent).toContain('您填写的内容都还在')
  expect(textBox()).toHaveProperty('value', '路灯不亮')
  offline = false
  await person.click(submit())
  await waitFor(() => expect(onReceived).toHaveBeenCalled())
  const keys = network.to(post).map(({ headers }) => headers.get('Idempotency-Key'))
  expect(keys).toHaveLength(2)
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
  expect(keys[1]).toBe(keys[0])
})

test('other words after a lost answer are another matter with another key', async () => {
  const network = stubNetwork({ [post]: { offline: true } })
  const { person } = draw(<RequestForm onReceived={vi.fn()} />)
  await person.type(textBox(), '路灯不亮')
  await person.click(submit())
  await screen.findByRole('alert')
  await person.type(textBox(), '，还有井盖')
  await person.click(submit())
  await waitFor(() => expect(network.to(post)).toHaveLength(2))
  const keys = new Set(network.to(post).map(({ headers }) => headers.get('Idempotency-Key')))
  expect(keys.size).toBe(2)
})

test('the words outlive the page; the telephone number does not outlive the tab', async () => {
  stubNetwork({})
  const first = draw(<RequestForm onReceived={vi.fn()} />)
  await first.person.type(textBox(), '路灯不亮')
  await first.person.type(screen.getByLabelText(/^电话/), '138')
  first.unmount()
  sessionStorage.clear()
  draw(<RequestForm onReceived={vi.fn()} />)
  expect(textBox()).toHaveProperty('value', '路灯不亮')
  expect(screen.getByLabelText(/^电话/)).toHaveProperty('value', '')
})

test('danger is answered while it is being typed', async () => {
  stubNetwork({})
  const { person } = draw(<RequestForm onReceived={vi.fn()} />)
  await person.type(textBox(), '三楼着火了')
  expect(screen.getByRole('link', { name: '拨打 119 火警和救援' }).getAttribute('href')).toBe('tel:119')
})

test('what the server finds wrong with the text stands at the text', async () => {
  const words = '只有符号或表情，请用文字写下来。'
  stubNetwork({
    [post]: {
      status: 422,
      body: { type: '/problems/text-without-words', title: words, errors: { text: [words] } },
    },
  })
  const { person } = draw(<RequestForm onReceived={vi.fn()} />)
  await person.type(textBox(), '？？？')
  await person.click(submit())
  await waitFor(() => expect(textBox().getAttribute('aria-invalid')).toBe('true'))
  expect(screen.getAllByText(words)).toHaveLength(1)
})

test('pressing too early waits for the photos and then sends by itself', async () => {
  stubUploads(() => ({ status: 201, body: { id: 'photo-1' } }))
  const network = stubNetwork({ [post]: { status: 201, body: receipt } })
  const { person } = draw(<RequestForm onReceived={vi.fn()} />)
  await person.type(textBox(), '路灯不亮')
  void person.upload(screen.getByLabelText(/添加照片/), jpeg())
  await person.click(submit())
  await waitFor(() => expect(network.to(post)).toHaveLength(1))
  expect(network.to(post)[0]?.body).toMatchObject({ attachments: ['photo-1'] })
})

test('a photo that did not get through is never left out silently', async () => {
  stubUploads(() => ({ status: 0 }))
  const network = stubNetwork({ [post]: { status: 201, body: receipt } })
  const { person } = draw(<RequestForm onReceived={vi.fn()} />)
  await person.type(textBox(), '路灯不亮')
  await person.upload(screen.getByLabelText(/添加照片/), jpeg())
  await screen.findByRole('button', { name: '再传一次' })
  await person.click(submit())
  expect(screen.getByText(/有照片没有传上/)).toBeTruthy()
  expect(network.to(post)).toEqual([])
})

test('who comes from the page of a request says thanks for it, and is asked for no place', async () => {
  const network = stubNetwork({ [post]: { status: 201, body: { ...receipt, praised: receipt.number } } })
  const { person } = draw(
    <RequestForm onReceived={vi.fn()} praises={{ number: receipt.number, code: 'K7QM2XPA' }} />,
  )
  await person.type(screen.getByLabelText('您想说的话'), '师傅当晚就修好了')
  expect(screen.queryByLabelText(/^在什么地方/)).toBeNull()
  await person.click(submit())
  await waitFor(() => expect(network.to(post)).toHaveLength(1))
  expect(network.to(post)[0]?.body).toEqual({
    text: '师傅当晚就修好了',
    kind: 'praise',
    praises: receipt.number,
    praisesCode: 'K7QM2XPA',
  })
})
