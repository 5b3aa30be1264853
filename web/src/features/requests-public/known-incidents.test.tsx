import { screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { RequestForm } from './request-form'

const like = 'POST /api/requests/like'
const post = 'POST /api/requests'
const textBox = () => screen.getByLabelText('您遇到了什么事')
const soon = { timeout: 10_000 }

const offer = {
  id: 'case-1',
  className: '停水',
  metres: 50,
  minutes: 20,
  inHand: true,
  people: 12,
  score: 0.9,
  why: '同类事情，相距约50米，20分钟前有人反映',
}

test('what others told near by is offered while one types, and one touch joins it', async () => {
  const network = stubNetwork({ [like]: { body: [offer] }, [post]: { status: 500 } })
  const { person } = draw(<RequestForm onReceived={vi.fn()} />)
  await person.type(textBox(), '湾畔家园1号楼停水了')
  await person.click(await screen.findByRole('button', { name: '我也遇到' }, soon))
  expect(screen.getByText(/提交后并入这件事：停水/)).toBeTruthy()
  await person.click(screen.getByRole('button', { name: '提交，我也遇到' }))
  await waitFor(() => expect(network.to(post)).toHaveLength(1))
  expect(network.to(like)[0]?.body).toEqual({ text: '湾畔家园1号楼停水了' })
  expect(network.to(post)[0]?.body).toEqual({ text: '湾畔家园1号楼停水了', joins: 'case-1' })
})

test('where it cannot be known nothing is said, and the request goes its way', async () => {
  const network = stubNetwork({ [like]: { status: 429 }, [post]: { status: 500 } })
  const { person } = draw(<RequestForm onReceived={vi.fn()} />)
  await person.type(textBox(), '湾畔家园1号楼停水了')
  await waitFor(() => expect(network.to(like)).toHaveLength(1), soon)
  expect(screen.queryByRole('alert')).toBeNull()
  await person.click(screen.getByRole('button', { name: '提交' }))
  await waitFor(() => expect(network.to(post)).toHaveLength(1))
  expect(network.to(post)[0]?.body).toEqual({ text: '湾畔家园1号楼停水了' })
})
