import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { json, renderAt, stubNetwork } from '@/shared/testing/stage'
import { CaseRulesPage } from './case-rules-page'

test('ladder_and_samples_are_saved_as_one_on_the_version_that_was_looked_at', async () => {
  const saved = {
    ladder: [1, 2, 3].map((level) => ({ urgency: 'ordinary', level, minutes: (level - 2) * 60 })),
    followUp: 'unsettled',
    controlPercent: 5,
    abuseRequests: 20,
    abuseHours: 24,
    reinspection: { patrol: 100, staff: 0, requests: 0, classes: [] },
    verification: { on: false, minutes: 120, channels: [], classes: [] },
    version: 3,
    twins: { offer: 550, join: 0 },
    callBackMinutes: 1,
    contactMinutes: 30,
    contactTries: 3,
  }
  const made = stubNetwork({
    'GET /api/settings/case-rules': () => json(saved),
    'GET /api/classes': [{ code: '04', name: '市政设施' }],
    'GET /api/channels': [{ code: 'web', name: '网站', hasPerson: true }],
    'PUT /api/settings/case-rules': async (request: Request) =>
      json({ ...((await request.json()) as typeof saved), version: 4 }),
  })
  renderAt('/', <CaseRulesPage />)
  const leader = await screen.findByLabelText('一般 · 领导')
  await userEvent.clear(leader)
  await userEvent.type(leader, '90')
  const percent = screen.getByLabelText('抽查回访比例')
  await userEvent.clear(percent)
  await userEvent.type(percent, '10')
  const minutes = screen.getByLabelText('两次回访至少隔多久才各算一次')
  await userEvent.clear(minutes)
  await userEvent.type(minutes, '30')
  const between = screen.getByLabelText('两次联系至少隔多久才各算一次')
  await userEvent.clear(between)
  await userEvent.type(between, '45')
  const tries = screen.getByLabelText('几次没有联系上才可以不见面就办理')
  await userEvent.clear(tries)
  await userEvent.type(tries, '4')
  const share = screen.getByLabelText('市民诉求')
  await userEvent.clear(share)
  await userEvent.type(share, '15')
  await userEvent.click(screen.getByRole('combobox', { name: '一律复查的分类' }))
  await userEvent.click(await screen.findByText('04 市政设施'))
  await userEvent.click(screen.getByRole('switch', { name: '先核实再派单' }))
  await userEvent.click(screen.getByRole('combobox', { name: '哪些渠道来的' }))
  await userEvent.click(await screen.findByText('网站'))
  await userEvent.click(screen.getByRole('checkbox', { name: '明显的同一事件按规则自动并案' }))
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  await screen.findByText('已保存')
  const put = made.find(({ method }) => method === 'PUT')
  const sent = (await put?.json()) as typeof saved
  expect(sent.reinspection).toEqual({ patrol: 100, staff: 0, requests: 15, classes: ['04'] })
  expect(sent.verification).toEqual({ on: true, minutes: 120, channels: ['web'], classes: [] })
  expect(sent.twins).toEqual({ offer: 550, join: 800 })
  expect(sent.callBackMinutes).toBe(30)
  expect([sent.contactMinutes, sent.contactTries]).toEqual([45, 4])
  expect([sent.version, sent.controlPercent, sent.ladder[2]?.minutes]).toEqual([3, 10, 90])
})
