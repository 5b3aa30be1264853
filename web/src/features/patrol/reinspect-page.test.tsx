import { screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { jpeg, stubUploads } from '@/shared/testing/uploads'
import { ReinspectPage } from './reinspect-page'

const get = 'GET /api/cases/c1'
const post = 'POST /api/cases/c1/reinspect'
const page = (operations: string[]) => ({
  id: 'c1',
  number: '20261120-0000088-5',
  version: 5,
  className: '绿地塌陷',
  text: '下沉约 20 厘米',
  place: { name: '春溪路绿化带' },
  attachments: [
    { id: 'b1', purpose: 'report' },
    { id: 'p1', purpose: 'proof' },
  ],
  operations,
})

test('the photo from before stands beside the new one, and "not yet" asks what is missing', async () => {
  stubUploads(() => ({ status: 201, body: { id: 'now-1' } }))
  const network = stubNetwork({ [get]: { body: page(['reinspectCase']) }, [post]: { body: page([]) } })
  const onSent = vi.fn()
  const { person } = draw(<ReinspectPage caseId="c1" onBack={vi.fn()} onSent={onSent} />)
  expect((await screen.findByRole('img', { name: '处置前，第 1 张' })).getAttribute('src')).toBe(
    '/api/cases/c1/attachments/b1?size=thumb',
  )
  await person.upload(screen.getByLabelText(/拍照/), jpeg('now.jpg'))
  expect(screen.getAllByRole('img', { name: 'now.jpg' })).toHaveLength(2)
  await person.click(screen.getByRole('radio', { name: '还没有处置好' }))
  await person.click(screen.getByRole('button', { name: '提交复查' }))
  expect(screen.getByRole('alert').textContent).toContain('还差什么')
  expect(network.to(post)).toEqual([])
  await person.type(screen.getByLabelText(/^说明/), '土没有夯实')
  await person.click(screen.getByRole('button', { name: '提交复查' }))
  await waitFor(() => expect(onSent).toHaveBeenCalled())
  expect(network.to(post)[0]?.body).toEqual({ passed: false, note: '土没有夯实', attachments: ['now-1'] })
  expect(network.to(post)[0]?.headers.get('If-Match')).toBe('"5"')
})

test('a case that changed meanwhile says so and keeps what was noted', async () => {
  stubUploads(() => ({ status: 201, body: { id: 'now-1' } }))
  stubNetwork({
    [get]: { body: page(['reinspectCase']) },
    [post]: { status: 409, body: { type: '/problems/changed-meanwhile', title: '刚刚有了新的变化。' } },
  })
  const { person } = draw(<ReinspectPage caseId="c1" onBack={vi.fn()} onSent={vi.fn()} />)
  await person.upload(await screen.findByLabelText(/拍照/), jpeg('now.jpg'))
  await person.click(screen.getByRole('radio', { name: '已经处置好' }))
  await person.type(screen.getByLabelText(/^说明/), '已填平')
  await person.click(screen.getByRole('button', { name: '提交复查' }))
  expect((await screen.findByRole('alert')).textContent).toBe('刚刚有了新的变化。')
  expect(screen.getByLabelText(/^说明/)).toHaveProperty('value', '已填平')
})

test('a case that is no longer theirs to look at says so', async () => {
  stubNetwork({ [get]: { body: page([]) } })
  draw(<ReinspectPage caseId="c1" onBack={vi.fn()} onSent={vi.fn()} />)
  expect(await screen.findByText(/已经不在您名下/)).toBeTruthy()
})
