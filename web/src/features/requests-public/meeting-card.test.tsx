import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Followed } from '@/shared/api/types'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { MeetingCard } from './meeting-card'

const number = '20261121-0000123-1'
const post = `POST /api/requests/${number}/meeting`

const card = (state: string, at?: string, place?: string) => {
  const network = stubNetwork({ [post]: { body: {} } })
  const followed = { number, meeting: { state, at, place, isOpen: true } } as unknown as Followed
  const { person } = draw(<MeetingCard followed={followed} code="K7MPX3QA" onAnswered={() => {}} />)
  return { network, person }
}
const keys = () => screen.getAllByRole('button').map(({ textContent }) => textContent)

test('who declines this time does not say that no meeting is needed', async () => {
  const { network, person } = card('offered', '2026-11-22T10:00:00+08:00')
  expect(keys()).toEqual(['同意', '换个时间', '这次不能见面', '不需要见面'])
  await person.type(screen.getByLabelText(/捎句话/), '那天上班')
  await person.click(screen.getByRole('button', { name: '这次不能见面' }))
  expect((await screen.findByRole('status')).textContent).toBe('已告诉承办单位')
  expect(network.to(post).map(({ body }) => body)).toEqual([
    { answer: 'decline', code: 'K7MPX3QA', note: '那天上班' },
  ])
})

test('who is asked to come reads where before answering', () => {
  card('offered', '2026-11-22T10:00:00+08:00', '社区服务站')
  expect(screen.getByText('地点：社区服务站')).toBeTruthy()
})

test('after that the requester may name a time or say that there is no need', () => {
  card('declined')
  expect(screen.getByText(/承办单位会再约您/)).toBeTruthy()
  expect(keys()).toEqual(['约个时间', '不需要见面'])
})
