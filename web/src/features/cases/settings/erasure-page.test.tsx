import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { json, renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { CheckErasurePage } from './erasure-certificate'
import { ErasurePage } from './erasure-page'

const certificate = {
  at: '2026-11-20T02:00:00Z',
  by: '01a1f6c1-d2e0-7ed2-827b-4c5ad200b790',
  cases: [{ number: '20261120-0000001-8', seq: 4, hash: 'ab'.repeat(32) }],
  photos: 2,
  mac: 'cd'.repeat(32),
}

test('an_erasure_asks_twice_and_gives_a_certificate_that_can_be_kept', async () => {
  const made = stubNetwork({
    'GET /api/session': sessionOf('eraseRequester'),
    'POST /api/erasures': () => json({ numbers: ['20261120-0000001-8'], certificate }),
  })
  renderAt('/', <ErasurePage />)
  await userEvent.type(await screen.findByLabelText('诉求编号'), '20261120-0000001-8')
  await userEvent.type(screen.getByLabelText('依据或原因'), '本人书面要求')
  await userEvent.click(screen.getByRole('button', { name: '清除个人信息' }))
  expect(made.filter(({ method }) => method === 'POST')).toEqual([])
  await userEvent.click(await screen.findByRole('button', { name: '确认清除' }))
  await screen.findByRole('cell', { name: 'ab'.repeat(32) })
  // A paper is read years later, and by people elsewhere.
  expect(screen.getByText(/2026年11月20日/)).toBeTruthy()
  expect(await screen.findByText('出具单位 潞湾街道办事处')).toBeTruthy()
  const file = screen.getByRole('link', { name: '下载凭证文件' }).getAttribute('href') ?? ''
  expect(JSON.parse(decodeURIComponent(file.slice(file.indexOf(',') + 1)))).toEqual(certificate)
})

test.each([
  [{ genuine: true, holds: true }, '凭证属实，清除有效。'],
  [{ genuine: true, holds: false }, '凭证由本平台出具，但其中的诉求与现在的记录不符。请查明原因。'],
  [{ genuine: false, holds: false }, '凭证不是本平台出具的，或内容被改动过。'],
])('an_auditor_is_told_what_a_certificate_is_worth_%o', async (answer, told) => {
  stubNetwork({ 'POST /api/erasures/check': () => json(answer) })
  renderAt('/', <CheckErasurePage />)
  const text = await screen.findByLabelText('凭证内容')
  await userEvent.click(text)
  await userEvent.paste('{"number":"20261120"}')
  await screen.findByText('这不是清除凭证，请选择下载的凭证文件。')
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /核\s*对/ }).disabled).toBe(true)
  await userEvent.clear(text)
  await userEvent.click(text)
  await userEvent.paste(JSON.stringify(certificate))
  await userEvent.click(screen.getByRole('button', { name: /核\s*对/ }))
  await screen.findByText(told)
})
