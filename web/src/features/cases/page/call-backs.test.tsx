import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { casePage, renderAt, stubNetwork } from '@/shared/testing/stage'
import { CaseDetail } from './case-detail'

const path = '/api/cases/c1'
const said = (zh: string) => ({ zh, en: `en ${zh}` })
const script = {
  version: 4,
  at: '2026-11-20T10:00:00+08:00',
  by: null,
  script: {
    opening: said('您好，{class}的事由{unit}办理'),
    questions: [
      { asks: 'satisfied', words: said('您满意吗') },
      { asks: 'contacted', words: said('有人联系您吗') },
      { asks: 'solved', words: said('好了吗') },
    ],
    reasons: [said('没有处理到位'), said('太慢')],
    closing: said('谢谢，再见'),
  },
}

test('the_caller_reads_the_script_in_its_order_and_takes_a_reason_from_it', async () => {
  const made = stubNetwork({
    [`GET ${path}`]: casePage({ state: 'resolved', operations: ['callBackCase'] }),
    'GET /api/settings/call-back-script': script,
    [`POST ${path}/call-back`]: casePage({ version: 4, state: 'signed' }),
  })
  renderAt('/', <CaseDetail id="c1" first="callBackCase" />)
  expect(await screen.findByText(/^您好，.+的事由潞湾街道城市管理办公室办理$/)).toBeTruthy()
  await userEvent.click(screen.getByRole('radio', { name: '接通了' }))
  const questions = ['您满意吗', '有人联系您吗', '好了吗'].map((words) => screen.getByText(words))
  for (const [n, question] of questions.slice(1).entries())
    expect(questions[n]?.compareDocumentPosition(question)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
  await userEvent.click(screen.getByRole('radio', { name: '不满意' }))
  await userEvent.click(screen.getByRole('radio', { name: '联系过' }))
  await userEvent.click(screen.getByRole('radio', { name: '未解决' }))
  await userEvent.click(screen.getByRole('button', { name: '太慢' }))
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  await screen.findByText(/正在办理/)
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({
    reached: true,
    contacted: true,
    solved: 'not',
    satisfied: 'dissatisfied',
    reason: '太慢',
    script: 4,
  })
})

test('a_closed_page_says_who_asks_about_its_end_and_by_when', async () => {
  stubNetwork({
    [`GET ${path}`]: casePage({
      state: 'closed',
      asking: { rule: 'afterEnd', dueAt: '2026-11-23T10:00:00+08:00' },
    }),
  })
  renderAt('/', <CaseDetail id="c1" />)
  expect(await screen.findByText(/结案后回访诉求人；有异议的，交由原经办人以外的人重新研究/)).toBeTruthy()
  expect(screen.getByText(/等待回访诉求人对这个结果的意见/)).toBeTruthy()
})

test('what_the_city_closed_is_asked_about_by_the_city', async () => {
  stubNetwork({ [`GET ${path}`]: casePage({ state: 'closed', asking: { rule: 'byCity' } }) })
  renderAt('/', <CaseDetail id="c1" />)
  expect(await screen.findByText(/由市12345回访/)).toBeTruthy()
})
