import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { dropDrafts } from '@/shared/ui/draft'
import { choose, open, pick, press, say } from './operation-stage'

// What was typed and not sent outlives a page.
afterEach(dropDrafts)

test('a_return_wants_its_reason_and_may_name_the_right_unit', async () => {
  const { posted, sent } = await open('askReturn', 'return')
  await press('申请退单')
  expect(await screen.findByText('请写明，至少四个字')).toBeTruthy()
  expect(posted()).toEqual([])
  await say('退单理由和依据', '不属本单位职责')
  await pick('应当由谁承办（可不填）', '生态环境局')
  await press('申请退单')
  expect(await sent()).toEqual({ reason: '不属本单位职责', suggests: 'u5', attachments: [] })
})

test('a_return_that_is_accepted_wants_another_unit_and_one_that_is_upheld_wants_none', async () => {
  const { posted, sent } = await open('judgeReturn', 'return/judge')
  await press('审核退单')
  expect(await screen.findByText('请选择审核意见')).toBeTruthy()
  await choose('同意退单，改派其他单位')
  await say('理由', '权责清单载明')
  await press('审核退单')
  expect(await screen.findByText('请选择单位')).toBeTruthy()
  expect(posted()).toEqual([])
  await choose('不同意，由原单位继续办理')
  expect(screen.queryByRole('combobox', { name: '改派给' })).toBeNull()
  await press('审核退单')
  expect(await sent()).toEqual({ verdict: 'uphold', reason: '权责清单载明' })
})

test('more_time_wants_a_day_a_reason_and_sends_the_wall_clock_of_the_platform', async () => {
  const { posted, sent } = await open('askExtension', 'extension')
  await press('申请延期')
  expect(await screen.findByText('请选择日期和时间')).toBeTruthy()
  expect(posted()).toEqual([])
  await say('延期到', '2026-12-05T18:00')
  await say('延期理由', '配件需要定制')
  await say(/现在怎样答复诉求人/, '配件正在定制，12月5日前装好。')
  await press('申请延期')
  expect(await sent()).toEqual({
    until: '2026-12-05T18:00:00+08:00',
    reason: '配件需要定制',
    interim: '配件正在定制，12月5日前装好。',
  })
})

test('an_ask_for_time_is_judged_yes_or_no', async () => {
  const { sent } = await open('judgeTime', 'ask/judge')
  await press('审核申请')
  expect(await screen.findByText('请选择审核意见')).toBeTruthy()
  await choose('不同意')
  await say(/理由/, '已经延过一次')
  await press('审核申请')
  expect(await sent()).toEqual({ granted: false, reason: '已经延过一次' })
})

test('an_arbiter_names_the_unit_and_why', async () => {
  const { posted, sent } = await open('ruleOnReturn', 'return/rule')
  await press('裁定承办单位')
  expect(await screen.findByText('请选择单位')).toBeTruthy()
  expect(posted()).toEqual([])
  await pick('由谁承办', '生态环境局')
  await say('理由', '属于固定源排放')
  await press('裁定承办单位')
  expect(await sent()).toEqual({ unitId: 'u5', reason: '属于固定源排放' })
})

test('a_class_is_put_right_with_a_reason', async () => {
  const { posted, sent } = await open('correctClass', 'class')
  await press('保存')
  expect(await screen.findByText('请选择正确的类别')).toBeTruthy()
  expect(screen.getByText('请写明，至少四个字')).toBeTruthy()
  expect(posted()).toEqual([])
  // Found by its name as well as by its code; the tree stands closed.
  await userEvent.type(screen.getByRole('combobox', { name: '正确的类别' }), '路灯')
  await userEvent.click((await screen.findAllByText('0407 路灯照明')).at(-1) as HTMLElement)
  await say('更正理由', '说的是路灯，不是道路')
  await press('保存')
  expect(await sent()).toEqual({ classCode: '0407', reason: '说的是路灯，不是道路' })
})

test('a_split_has_two_parts_at_least_each_with_its_words_and_what_is_left_open_the_machine_decides', async () => {
  const { posted, sent } = await open('splitCase', 'split')
  expect(await screen.findByText('第 2 件')).toBeTruthy()
  expect(screen.queryByRole('button', { name: '去掉第 1 件' })).toBeNull()
  await press('再加一件')
  await press('拆单')
  expect(await screen.findAllByText('请写下这一件事')).toHaveLength(3)
  expect(posted()).toEqual([])
  await press('去掉第 2 件')
  const [one, two] = screen.getAllByLabelText('说的是什么事')
  await userEvent.type(one as HTMLElement, '门口的路灯不亮')
  await userEvent.type(two as HTMLElement, '楼道堆了杂物')
  const [unit] = screen.getAllByRole('combobox', { name: '承办单位（可不填）' })
  await userEvent.click(unit as HTMLElement)
  await userEvent.click((await screen.findAllByText('生态环境局')).at(-1) as HTMLElement)
  await press('拆单')
  expect(await sent()).toEqual({
    parts: [{ text: '门口的路灯不亮', unitId: 'u5' }, { text: '楼道堆了杂物' }],
  })
})

test('a_split_has_nine_parts_at_most', async () => {
  await open('splitCase', 'split')
  for (let parts = 2; parts < 9; parts++) await press('再加一件')
  expect(screen.getByText('第 9 件')).toBeTruthy()
  expect(screen.queryByRole('button', { name: '再加一件' })).toBeNull()
})

test('a_try_that_reached_nobody_says_how_many_there_were_and_from_when_on_one_more_counts', async () => {
  await open('contactRequester', 'contact', {
    meeting: { state: 'invited', tries: 2, mostTries: 4, tryCountsFrom: '2026-11-20T10:30:00+08:00' },
  })
  await userEvent.click(await screen.findByRole('radio', { name: '没有联系上' }))
  expect(await screen.findByText(/已有 2 次没有联系上，满 4 次才算无法联系。.*另计一次要等到/)).toBeTruthy()
})

test('a_contact_that_reached_nobody_can_not_say_that_no_meeting_is_needed', async () => {
  const { posted, sent } = await open('contactRequester', 'contact')
  expect(await screen.findByRole('checkbox', { name: '诉求人明确表示不需要见面' })).toBeTruthy()
  await choose('没有联系上')
  expect(screen.queryByRole('checkbox')).toBeNull()
  await press('保存')
  expect(await screen.findByText('请写下联系的情况')).toBeTruthy()
  expect(posted()).toEqual([])
  await choose('短信')
  await say('谈了什么', '电话无人接听，已发短信')
  await press('保存')
  expect(await sent()).toEqual({ method: 'sms', reached: false, note: '电话无人接听，已发短信' })
})

test('a_meeting_is_offered_with_time_and_place', async () => {
  const { posted, sent } = await open('offerMeeting', 'meeting/offer')
  await press('约见面')
  expect(await screen.findByText('请写明地点')).toBeTruthy()
  expect(posted()).toEqual([])
  await say('什么时候', '2026-11-28T09:30')
  await say(/在哪里/, '湾畔社区居委会')
  await press('约见面')
  expect(await sent()).toEqual({ at: '2026-11-28T09:30:00+08:00', place: '湾畔社区居委会' })
})

test('a_case_goes_to_a_colleague_of_the_unit_with_a_reason', async () => {
  const { posted, sent } = await open('handOverCase', 'hand-over')
  await press('移交')
  expect(await screen.findByText('请写明，至少四个字')).toBeTruthy()
  expect(posted()).toEqual([])
  await pick('移交给', '陈默')
  await say('移交原因', '调离本岗位')
  await press('移交')
  expect(await sent()).toEqual({ to: 'a9', reason: '调离本岗位' })
})

test('a_follow_up_that_finds_it_back_again_wants_the_reason', async () => {
  const { posted, sent } = await open('followUpCase', 'follow-up')
  await userEvent.click(await screen.findByRole('radio', { name: '接通了' }))
  await choose('又出现了')
  await press('保存')
  expect(await screen.findByText('请记下原因')).toBeTruthy()
  expect(posted()).toEqual([])
  await say('原因', '昨晚又不亮了')
  await press('保存')
  expect(await sent()).toEqual({ reached: true, good: false, note: '昨晚又不亮了' })
})

test('a_second_look_says_what_was_seen', async () => {
  const { posted, sent } = await open('reinspectCase', 'reinspect', { awaitsReinspection: true })
  await press('保存')
  expect(await screen.findByText('请写下现场情况')).toBeTruthy()
  expect(posted()).toEqual([])
  await choose('没有处理好')
  await say('现场情况', '还有两盏不亮')
  await press('保存')
  expect(await sent()).toEqual({ passed: false, note: '还有两盏不亮', attachments: [] })
})

test.each([
  ['reportProgress', 'progress', '反馈进展', /进展情况/, '请写下进展情况', 'text'],
  ['superviseCase', 'supervise', '督办', /要求承办单位做什么/, '请写明，至少四个字', 'note'],
  ['declineRequest', 'decline', '不予立案', /怎样告诉诉求人/, '请写下答复', 'answer'],
] as const)('%s_sends_nothing_without_its_words', async (operation, route, key, label, missing, field) => {
  const { posted, sent } = await open(operation, route)
  await press(key)
  expect(await screen.findByText(missing)).toBeTruthy()
  expect(posted()).toEqual([])
  await say(label, '三天内换好灯具')
  await press(key)
  expect(await sent()).toEqual({ [field]: '三天内换好灯具' })
})

test('a_supervision_is_answered_in_words', async () => {
  const { posted, sent } = await open('answerSupervision', 'supervise/answer')
  await press('回复督办')
  expect(await screen.findByText('请写明，至少四个字')).toBeTruthy()
  expect(posted()).toEqual([])
  await say('办到哪一步、什么时候办完', '已加派人手，周五前修好')
  await press('回复督办')
  expect(await sent()).toEqual({ text: '已加派人手，周五前修好', attachments: [] })
})

test('a_return_names_its_document', async () => {
  const { posted, sent } = await open('askReturn', 'return')
  await press('申请退单')
  expect(await screen.findByText('请写明，至少四个字')).toBeTruthy()
  expect(posted()).toEqual([])
  await say('退单理由和依据', '不归本单位养护')
  await say(/依据的文件或台账/, '《移交清单》第12行：由区里养护')
  await press('申请退单')
  expect(await sent()).toEqual({
    reason: '不归本单位养护',
    document: '《移交清单》第12行：由区里养护',
    attachments: [],
  })
})

test('the_units_meet_once_and_then_the_verdict_wants_the_minutes', async () => {
  const ask = { kind: 'return', at: '2026-11-20T09:00:00+08:00', convenedAt: '2026-11-20T10:00:00+08:00' }
  const { posted, sent } = await open('judgeReturn', 'return/judge', { ask } as never)
  expect(screen.queryByRole('radio', { name: '召集有关单位会商' })).toBeNull()
  await choose('不同意，由原单位继续办理')
  await say('理由', '按会商结果办理')
  await press('审核退单')
  expect(await screen.findByText('请写明，至少四个字')).toBeTruthy()
  expect(posted()).toEqual([])
  await say('会商纪要', '各方商定由原单位办理')
  await press('审核退单')
  expect(await sent()).toEqual({
    verdict: 'uphold',
    minutes: '各方商定由原单位办理',
    reason: '按会商结果办理',
  })
})

test('a_leader_says_what_becomes_of_what_was_raised', async () => {
  const { posted, sent } = await open('superviseCase', 'supervise', { awaitsLeader: true })
  await say(/要求承办单位做什么/, '请带队再办一次')
  await press('督办')
  expect(await screen.findByText('请选择怎么处理')).toBeTruthy()
  expect(posted()).toEqual([])
  await choose('到此为止')
  await say('为什么到此为止', '条件确实不具备')
  await press('督办')
  expect(await sent()).toEqual({ rests: true, note: '条件确实不具备' })
})
