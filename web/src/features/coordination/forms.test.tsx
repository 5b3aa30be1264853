import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderAt, stubNetwork } from '@/shared/testing/stage'
import { task, whistlePage } from './stage'
import { WhistleView } from './whistle-view'

const path = '/api/whistles/w1'
const nothing = whistlePage().possible
const units = [{ id: 'u2', name: '照明中心', shortName: '照明', kind: 'department' }]

/** Shows a whistle; gives what was posted so far. */
const open = (route: string, changes: Parameters<typeof whistlePage>[0]) => {
  const made = stubNetwork({
    [`GET ${path}`]: whistlePage({ version: 5, ...changes }),
    'GET /api/units': units,
    [`POST ${path}/${route}`]: whistlePage({ version: 6 }),
  })
  renderAt('/', <WhistleView id="w1" />)
  const posted = () => made.filter(({ method }) => method === 'POST')
  return {
    posted,
    /** What was sent, on which version. */
    sent: async () => {
      await expect.poll(() => posted().length).toBe(1)
      expect(posted()[0]?.headers.get('If-Match')).toBe('"5"')
      expect(new URL(posted()[0]?.url ?? '').pathname).toBe(`${path}/${route}`)
      return (await posted()[0]?.json()) as unknown
    },
  }
}

const press = async (name: string) =>
  userEvent.click((await screen.findAllByRole('button', { name })).at(-1) as HTMLElement)
const say = (label: string, words: string) => userEvent.type(screen.getByLabelText(label), words)
const choose = (name: string) => userEvent.click(screen.getByRole('radio', { name }))

test('minutes_want_words_and_each_task_its_owner_and_its_time', async () => {
  const { posted, sent } = open('minutes', { possible: { ...nothing, minutes: true } })
  await press('记录会商')
  await press('增加一项任务')
  await press('保存')
  for (const missing of [
    '请写明会商内容，至少 4 个字',
    '请写明做什么，至少 4 个字',
    '请选择责任单位',
    '请填写完成时限',
  ])
    expect(await screen.findByText(missing)).toBeTruthy()
  expect(posted()).toEqual([])
  await say('会商内容', '现场商定加装路灯')
  await say('做什么', '安装路灯十二盏')
  await userEvent.click(screen.getByRole('combobox', { name: '责任单位' }))
  await userEvent.click((await screen.findAllByText('照明中心')).at(-1) as HTMLElement)
  await say('完成时限', '2026-11-30T18:00')
  await press('保存')
  expect(await sent()).toEqual({
    text: '现场商定加装路灯',
    decisions: [
      {
        what: '安装路灯十二盏',
        kind: 'build',
        unitId: 'u2',
        dueAt: '2026-11-30T18:00:00+08:00',
        proof: 'text',
      },
    ],
    attachments: [],
  })
})

test('a_task_that_was_added_by_mistake_is_taken_out_again', async () => {
  const { sent } = open('minutes', { possible: { ...nothing, minutes: true } })
  await press('记录会商')
  await press('增加一项任务')
  await press('删去任务 1')
  expect(screen.queryByLabelText('做什么')).toBeNull()
  await say('会商内容', '各单位到场，继续观察')
  await press('保存')
  expect(await sent()).toMatchObject({ decisions: [] })
})

test('a_task_that_is_found_not_done_wants_a_reason', async () => {
  const { posted, sent } = open('tasks/t1/verify', {
    tasks: [task({ state: 'done', operations: ['verify'] })],
  })
  await press('核验')
  await choose('没有完成，继续办理')
  await press('保存')
  expect(await screen.findByText('请写明理由，至少 4 个字')).toBeTruthy()
  expect(posted()).toEqual([])
  await say('说明', '还差')
  await press('保存')
  // Four characters at least.
  expect(await screen.findByText('请写明理由，至少 4 个字')).toBeTruthy()
  await say('说明', '两盏')
  await press('保存')
  expect(await sent()).toEqual({ passed: false, note: '还差两盏', attachments: [] })
})

test('a_task_answers_an_item_of_the_checklist_or_none_any_more', async () => {
  const findings = [
    { ordinal: 1, item: '净化设施', result: 'inOrder', photos: [], open: false },
    { ordinal: 2, item: '排口标识', result: 'fault', photos: [], open: true },
  ] as const
  const { sent } = open('tasks/t1/finding', {
    tasks: [task({ operations: ['link'] })],
    findings: findings.map((one) => ({ ...one, photos: [] })),
  })
  await press('对应检查项')
  await userEvent.click(screen.getByRole('combobox', { name: '对应检查项（可不选）' }))
  // What waits for an answer stands first.
  const offered = (await screen.findAllByText(/^(净化设施|排口标识)（/)).map(({ textContent }) => textContent)
  expect(offered).toEqual(['排口标识（待落实）', '净化设施（合格）'])
  await userEvent.click(screen.getByText('排口标识（待落实）'))
  await press('保存')
  expect(await sent()).toEqual({ finding: 2 })
})

test('a_task_that_answered_an_item_is_let_go_of_it', async () => {
  const { sent } = open('tasks/t1/finding', {
    tasks: [task({ finding: 2, operations: ['link'] })],
    findings: [{ ordinal: 2, item: '排口标识', result: 'fault', photos: [], open: true }],
  })
  await press('对应检查项')
  const field = screen.getByRole('combobox', { name: '对应检查项（可不选）' })
  await userEvent.click(field)
  await userEvent.click(document.querySelector('.ant-select-clear') as HTMLElement)
  await press('保存')
  expect(await sent()).toEqual({ finding: null })
})

test('a_task_is_withdrawn_with_a_reason', async () => {
  const { posted, sent } = open('tasks/t1/withdraw', { tasks: [task({ operations: ['withdraw'] })] })
  await press('撤销')
  await press('撤销')
  expect(await screen.findByText('请写明理由，至少 4 个字')).toBeTruthy()
  expect(posted()).toEqual([])
  await say('理由', '另一单位已经装好')
  await press('撤销')
  expect(await sent()).toEqual({ reason: '另一单位已经装好' })
})

test('a_consent_names_who_how_and_before_whom', async () => {
  const { posted, sent } = open('tasks/t1/consent', {
    tasks: [task({ needsConsent: true, operations: ['consent'] })],
  })
  await press('记录同意')
  await press('记录同意')
  expect(await screen.findAllByText('请填写')).toHaveLength(3)
  expect(posted()).toEqual([])
  await say('同意人', '郑敏')
  await say('与权利人的关系', '房主的妻子')
  await say('见证人', '孙桥')
  await choose('视频')
  await press('记录同意')
  expect(await sent()).toMatchObject({
    who: '郑敏',
    relationToOwner: '房主的妻子',
    witness: '孙桥',
    medium: 'video',
  })
})

test('a_fault_on_the_checklist_wants_a_note_and_what_is_in_order_wants_none', async () => {
  const { posted, sent } = open('findings/2', {
    possible: { ...nothing, find: true },
    findings: [{ ordinal: 2, item: '净化设施', result: 'notChecked', photos: [], open: false }],
  })
  await press('记录“净化设施”')
  await choose('有问题')
  await press('保存')
  expect(await screen.findByText('请写明理由，至少 4 个字')).toBeTruthy()
  expect(posted()).toEqual([])
  await choose('合格')
  await press('保存')
  expect(await sent()).toEqual({ result: 'inOrder', note: null })
})

test('a_whistle_is_closed_with_or_without_a_summary', async () => {
  const { posted, sent } = open('close', { possible: { ...nothing, close: true } })
  await press('办结吹哨')
  expect(posted()).toEqual([])
  await press('办结吹哨')
  expect(await sent()).toEqual({ summary: null })
})

test('a_score_wants_points_and_a_reason', async () => {
  const { posted, sent } = open('scores', {
    closedAt: '2026-11-24T18:00:00+08:00',
    possible: { ...nothing, score: [{ id: 'u2', name: '照明中心' }] },
  })
  await press('保存')
  expect(await screen.findByText('请选择分数')).toBeTruthy()
  expect(posted()).toEqual([])
  await choose('4 分')
  await say('理由', '到场及时，配合好')
  await press('保存')
  expect(await sent()).toEqual({ unitId: 'u2', points: 4, reason: '到场及时，配合好' })
})
