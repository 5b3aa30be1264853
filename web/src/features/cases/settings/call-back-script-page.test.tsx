import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { json, renderAt, stubNetwork } from '@/shared/testing/stage'
import { CallBackScriptPage } from './call-back-script-page'

const said = (zh: string) => ({ zh, en: `en ${zh}` })
const first = {
  version: 2,
  at: '2026-11-20T10:00:00+08:00',
  by: '周管理',
  script: {
    opening: said('您好，{class}的事'),
    questions: [
      { asks: 'contacted', words: said('联系过吗') },
      { asks: 'solved', words: said('解决了吗') },
      { asks: 'satisfied', words: said('满意吗') },
    ],
    reasons: [said('没有处理到位')],
    closing: said('再见'),
  },
}

test('the_script_is_previewed_in_both_languages_and_saved_as_the_next_version', async () => {
  const made = stubNetwork({
    'GET /api/settings/call-back-script': () => json(first),
    'GET /api/settings/call-back-script/versions': () => json([first, { ...first, version: 1, by: null }]),
    'PUT /api/settings/call-back-script': async (request: Request) =>
      json({ ...first, ...((await request.json()) as object), version: 3 }),
  })
  renderAt('/', <CallBackScriptPage />)
  const preview = await screen.findByRole('region', { name: '回访员看到的' })
  expect(within(preview).getByText('您好，路灯照明的事')).toBeTruthy()
  expect(within(preview).getByText('en 满意吗')).toBeTruthy()
  expect(await screen.findByText(/第 1 版，系统自带/)).toBeTruthy()

  await userEvent.click(screen.getByRole('button', { name: '把“是否满意”提前' }))
  await userEvent.click(screen.getByRole('button', { name: '加一条原因' }))
  expect((screen.getByRole('button', { name: '保存' }) as HTMLButtonElement).disabled).toBe(true)
  await userEvent.type(screen.getByLabelText('第 2 条（中文）'), '太慢')
  await userEvent.type(screen.getByLabelText('第 2 条（英文）'), 'Too slow')
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  await screen.findByText('已保存')
  const sent = (await made.find(({ method }) => method === 'PUT')?.json()) as typeof first
  expect(sent.version).toBe(2)
  expect(sent.script.questions.map(({ asks }) => asks)).toEqual(['contacted', 'satisfied', 'solved'])
  expect(sent.script.reasons.at(-1)).toEqual({ zh: '太慢', en: 'Too slow' })
})
