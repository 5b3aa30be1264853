import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { casePage } from '@/shared/testing/stage'
import { dropDrafts } from '@/shared/ui/draft'
import { choose, open, pick, press, say } from './operation-stage'

// What was typed and not sent outlives a page.
afterEach(dropDrafts)

const { links } = casePage()
const owed = {
  key: '7.0',
  of: 'plan',
  state: 'open',
  text: '完成立项',
  dueAt: '2026-12-01T18:00:00+08:00',
} as const

test('minutes_say_who_was_there_one_by_one_and_what_was_promised_by_which_day', async () => {
  const { posted, sent } = await open('recordMeeting', 'meeting')
  await press('保存')
  expect(await screen.findByText('请写明参加人')).toBeTruthy()
  expect(posted()).toEqual([])
  await say('见面时间', '2026-11-21T09:30')
  await say('在哪里', '社区服务站')
  await userEvent.type(screen.getByRole('combobox', { name: '参加人' }), '何小满、社区书记{Enter}')
  await say('核实的情况', '枯草三处，属实')
  await press('加一项承诺')
  await press('保存')
  expect(await screen.findByText('请写明做什么，至少两个字')).toBeTruthy()
  expect(posted()).toEqual([])
  await say('做什么', '更换枯草')
  await say('哪天前', '2026-11-23T18:00')
  await press('保存')
  expect(await sent()).toEqual({
    at: '2026-11-21T09:30:00+08:00',
    place: '社区服务站',
    people: ['何小满', '社区书记'],
    found: '枯草三处，属实',
    promises: [{ text: '更换枯草', by: '2026-11-23T18:00:00+08:00' }],
  })
})

test('a_case_is_put_aside_with_a_plan_of_one_step_at_least', async () => {
  const { posted, sent } = await open('askSuspension', 'suspension')
  await say('挂账到', '2027-03-01T18:00')
  await say('原因，等什么', '等待年度改造立项')
  await say(/现在怎样答复诉求人/, '已列入改造计划')
  await press('申请挂账')
  expect(await screen.findByText('请至少写一步计划')).toBeTruthy()
  expect(posted()).toEqual([])
  await press('加一步')
  await say('做什么', '完成立项')
  await say('哪天前', '2027-01-15T18:00')
  await press('加一步')
  await press('去掉第 2 项')
  await press('申请挂账')
  expect(await sent()).toEqual({
    until: '2027-03-01T18:00:00+08:00',
    reason: '等待年度改造立项',
    interim: '已列入改造计划',
    plan: [{ text: '完成立项', by: '2027-01-15T18:00:00+08:00' }],
  })
})

test('a_word_on_progress_says_which_steps_of_the_plan_are_done', async () => {
  const { sent } = await open('reportProgress', 'progress', {
    state: 'suspended',
    promises: [owed, { ...owed, key: '7.1', text: '完成招标', state: 'kept' }],
  })
  const plan = within(await screen.findByRole('region', { name: '计划' }))
  expect(plan.getByText('未完成')).toBeTruthy()
  expect(plan.getByText('已完成')).toBeTruthy()
  expect(screen.queryByRole('checkbox', { name: '完成招标' })).toBeNull()
  await userEvent.click(screen.getByRole('checkbox', { name: '完成立项' }))
  await say(/进展情况/, '已经立项')
  await press('反馈进展')
  expect(await sent()).toEqual({ text: '已经立项', kept: ['7.0'] })
})

test('a_suspended_case_is_taken_up_again_with_one_press', async () => {
  const { sent } = await open('resumeCase', 'resume', { state: 'suspended' })
  expect(await screen.findByText('恢复后，挂账前剩下的时限接着计算。')).toBeTruthy()
  await press('恢复办理')
  await expect(sent()).rejects.toThrow() // Nothing is said with it.
})

test('a_wish_is_set_right_or_struck_with_a_reason', async () => {
  const { posted, sent } = await open('changeWish', 'wish', {
    wish: { by: '2026-11-21T09:00:00+08:00', words: '明天要用', limit: '2026-11-21T09:00:00+08:00' },
    deadlines: [{ kind: 'resolve', dueAt: '2026-11-21T09:00:00+08:00', ground: 'wish' }],
  })
  expect(await screen.findByText('来件写明“明天要用”')).toBeTruthy()
  expect(screen.getByText('办结时限按此提前')).toBeTruthy()
  expect(screen.getByText('按诉求人的期望')).toBeTruthy()
  await press('保存')
  expect(await screen.findByText('请写明，至少四个字')).toBeTruthy()
  expect(posted()).toEqual([])
  await say('更正理由', '电话里说不急')
  await press('保存')
  expect(await sent()).toEqual({ reason: '电话里说不急' })
})

test('a_control_call_back_wants_every_answer_and_a_reason_where_it_is_not_solved', async () => {
  const { posted, sent } = await open('controlCallBack', 'control')
  await press('保存')
  expect(await screen.findByText('请记录诉求人的回答')).toBeTruthy()
  await choose('接通了')
  await choose('未解决')
  await choose('不满意')
  await press('保存')
  expect(await screen.findByText('请记下原因')).toBeTruthy()
  expect(posted()).toEqual([])
  await say('原因', '只亮了一天')
  await press('保存')
  expect(await sent()).toEqual({
    reached: true,
    solved: 'not',
    satisfied: 'dissatisfied',
    note: '只亮了一天',
  })
})

test('who_is_asked_to_help_is_named_with_what_is_wanted_and_who_helps_already_stands_there', async () => {
  const { posted, sent } = await open('askAssistance', 'assistance', {
    links: { ...links, assisting: [{ unit: { id: 'u3', name: '潞湾街道城市管理办公室' }, reported: false }] },
  })
  await press('请求协办')
  expect(await screen.findByText('请写明，至少四个字')).toBeTruthy()
  expect(posted()).toEqual([])
  await pick('协办单位', '生态环境局')
  await say('请协办单位做什么', '请到现场检测')
  await press('请求协办')
  expect(await sent()).toEqual({ units: ['u3', 'u5'], reason: '请到现场检测' })
})

test('a_helping_unit_says_what_it_did', async () => {
  const { posted, sent } = await open('reportAssistance', 'assistance/report')
  await press('反馈协办')
  expect(await screen.findByText('请写明，至少四个字')).toBeTruthy()
  expect(posted()).toEqual([])
  await say('本单位做了什么', '已到现场检测')
  await press('反馈协办')
  expect(await sent()).toEqual({ text: '已到现场检测', attachments: [] })
})

test('a_suspected_abuse_is_judged_with_a_ground', async () => {
  const { posted, sent } = await open('judgeAbuse', 'abuse')
  await press('保存')
  expect(await screen.findByText('请选择审核意见')).toBeTruthy()
  expect(posted()).toEqual([])
  await choose('不是')
  await say('依据，以及怎样与诉求人沟通过', '老人记性不好，已安抚')
  await press('保存')
  expect(await sent()).toEqual({ confirmed: false, reason: '老人记性不好，已安抚' })
})

test.each([
  ['', {}],
  [' 20261120-0000123-8 ', { of: '20261120-0000123-8' }],
])('thanks_are_taken_with_the_number_that_they_name_or_without_%j', async (number, expected) => {
  const { sent } = await open('acceptPraise', 'praise')
  const field = await screen.findByLabelText(/表扬的是哪一件/)
  if (number) await userEvent.type(field, number)
  await press('受理表扬')
  expect(await sent()).toEqual(expected)
})

test('a_result_that_is_not_possible_wants_its_ground_and_what_was_measured_is_sent_with_its_limit', async () => {
  const { posted, sent } = await open('resolveCase', 'resolve')
  expect(screen.queryByLabelText('依据或原因')).toBeNull()
  await choose('无法办到')
  await say(/^答复/, '规划不允许，已当面说明')
  await press('增加一项检测')
  await pick('检测项目', '噪声')
  await press('报告结果')
  expect(await screen.findByText('请写明依据或原因')).toBeTruthy()
  await waitFor(() => expect(screen.getAllByText('请填写')).toHaveLength(2))
  expect(posted()).toEqual([])
  await say(/依据或原因/, '城乡规划法第四十条')
  await say('检测值', '62')
  await say('限值', '60')
  expect(await screen.findByText(/^检测值高于限值/)).toBeTruthy()
  await press('报告结果')
  expect(await sent()).toEqual({
    outcome: 'notPossible',
    answer: '规划不允许，已当面说明',
    ground: '城乡规划法第四十条',
    measured: [{ what: 'noise', value: 62, bound: 'atMost', limit: 60, unit: 'dB(A)' }],
    attachments: [],
  })
})

test('a_room_that_is_too_cold_is_marked_against_the_least_that_is_asked_for_until_another_limit_is_meant', async () => {
  const { sent } = await open('resolveCase', 'resolve')
  await choose('检测达标')
  await say(/^答复/, '入户测温，已告知')
  await press('增加一项检测')
  await pick('检测项目', '温度')
  await say('检测值', '15')
  await say('限值', '18')
  expect(await screen.findByText(/^检测值低于限值/)).toBeTruthy()
  await pick('要求', '不高于')
  expect(screen.queryByText(/^检测值/, { selector: '[role=status]' })).toBeNull()
  await press('报告结果')
  expect(await sent()).toEqual({
    outcome: 'meetsStandard',
    answer: '入户测温，已告知',
    measured: [{ what: 'temperature', value: 15, bound: 'atMost', limit: 18, unit: '℃' }],
    attachments: [],
  })
})
