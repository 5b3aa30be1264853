import { screen } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { FollowPage, type Keys } from './follow-page'

const number = '20261121-0000123-1'
const get = `GET /api/requests/${number}`
const followed = {
  number,
  state: 'signed',
  unit: { id: 'u1', name: '潞湾街道城市管理办公室' },
  kind: 'help',
  className: '路灯照明',
  text: '路灯不亮',
  receivedAt: '2026-11-20T15:00:00+08:00',
  steps: [
    { at: '2026-11-20T15:00:00+08:00', kind: 'registered', text: '我们收到了您的诉求。' },
    { at: '2026-11-20T15:10:00+08:00', kind: 'signed', text: '城市管理办公室已签收，正在办理。' },
  ],
  deadlines: [],
  photos: [{ id: 'p1', purpose: 'report' }],
  parts: [],
  answer: '今晚装灯。',
}

function Follow({ first = {} }: { first?: Partial<Keys> }) {
  const [asked, ask] = useState<Partial<Keys>>(first)
  return <FollowPage key={`${asked.number}`} asked={asked} onAsk={(keys) => ask(keys ?? {})} />
}

const fill = async (person: ReturnType<typeof draw>['person'], typed: string, code: string) => {
  await person.type(screen.getByLabelText('编号'), typed)
  await person.type(screen.getByLabelText('查询码'), code)
  await person.click(screen.getByRole('button', { name: '查看' }))
}

test('number and code, typed as people type, show where the request stands', async () => {
  const network = stubNetwork({ [get]: { body: followed } })
  const { person } = draw(<Follow />)
  await fill(person, '２０２６1121 0000123 1', 'k7mp x3qa')
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe(
    '潞湾街道城市管理办公室正在办理',
  )
  expect(screen.getByText('今晚装灯。')).toBeTruthy()
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toContain(
    '11月20日 15:10城市管理办公室已签收，正在办理。',
  )
  expect(screen.getByRole('img', { name: /您拍的/ }).getAttribute('src')).toContain('code=K7MPX3QA')
  expect(network.to(get)[0]?.query.get('code')).toBe('K7MPX3QA')
})

test('a mistyped number is told at its field, and the server is not asked', async () => {
  const network = stubNetwork({})
  const { person } = draw(<Follow />)
  await fill(person, '20261121-0000132-1', 'K7MPX3QA')
  expect(screen.getByLabelText('编号').getAttribute('aria-invalid')).toBe('true')
  expect(screen.getByRole('alert').textContent).toContain('写错了')
  expect(network.asked).toEqual([])
})

test('a wrong code says what to compare and keeps what was typed', async () => {
  stubNetwork({ [get]: { status: 404, body: { type: '/problems/unknown-request', title: '没有找到。' } } })
  const { person } = draw(<Follow />)
  await fill(person, number, 'K7MPX3QB')
  expect((await screen.findByRole('alert')).textContent).toContain('对照回执')
  expect(screen.getByLabelText('查询码')).toHaveProperty('value', 'K7MPX3QB')
})

test('too many tries say how long to wait', async () => {
  const body = { type: '/problems/too-many-tries', title: '太多', retryAfterSeconds: 240 }
  stubNetwork({ [get]: { status: 429, body } })
  draw(<Follow first={{ number, code: 'K7MPX3QA' }} />)
  expect((await screen.findByRole('alert')).textContent).toContain('4 分钟')
})

test('what was sent from this device is one press away, and can be forgotten', async () => {
  stubNetwork({ [get]: { body: followed } })
  localStorage.setItem(
    'jiban.own-requests',
    JSON.stringify([{ number, code: 'K7MPX3QA', at: '2026-11-20T15:00:00+08:00' }]),
  )
  const { person, unmount } = draw(<Follow />)
  await person.click(screen.getByRole('link', { name: new RegExp(number) }))
  expect(await screen.findByText('今晚装灯。')).toBeTruthy()
  unmount()
  const again = draw(<Follow />)
  await again.person.click(screen.getByRole('button', { name: '从这台设备上忘掉' }))
  expect(screen.queryByRole('link', { name: new RegExp(number) })).toBeNull()
  expect(localStorage.getItem('jiban.own-requests')).toBeNull()
})

test('each matter of a split request opens with its own number and code', async () => {
  const part = { number: '20261121-0000124-6', code: 'Q8RTW2MN', state: 'signed', className: '垃圾清运' }
  const network = stubNetwork({
    [get]: { body: { ...followed, state: 'closed', parts: [part] } },
    [`GET /api/requests/${part.number}`]: { body: { ...followed, number: part.number, answer: '已清运。' } },
  })
  const { person } = draw(<Follow first={{ number, code: 'K7MPX3QA' }} />)
  const link = await screen.findByRole('link', { name: /垃圾清运.*正在办理.*Q8RT W2MN/ })
  await person.click(link)
  expect(await screen.findByText('已清运。')).toBeTruthy()
  expect(network.to(`GET /api/requests/${part.number}`)[0]?.query.get('code')).toBe(part.code)
})
