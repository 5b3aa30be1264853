import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { json, renderAt, stubNetwork } from '@/shared/testing/stage'
import { task, whistlePage } from './stage'
import { WhistleView } from './whistle-view'

const path = '/api/whistles/w1'
const nothing = whistlePage().possible

test('a_unit_that_was_called_says_that_it_comes_and_signs_in_without_a_position_when_there_is_none', async () => {
  const made = stubNetwork({
    [`GET ${path}`]: whistlePage({ possible: { ...nothing, acknowledge: true, signIn: true } }),
    [`POST ${path}/acknowledge`]: whistlePage({ possible: { ...nothing, signIn: true } }),
    [`POST ${path}/sign-in`]: whistlePage(),
  })
  renderAt('/', <WhistleView id="w1" />)
  await userEvent.click(await screen.findByRole('button', { name: '收到，马上到' }))
  await userEvent.click(screen.getByRole('button', { name: '现场签到' }))
  await userEvent.click(await screen.findByRole('button', { name: '不带定位签到' }))
  await expect
    .poll(() => made.filter(({ method }) => method === 'POST').map(({ url }) => new URL(url).pathname))
    .toEqual([`${path}/acknowledge`, `${path}/sign-in`])
})

test('who_did_not_come_and_who_was_told_stands_in_the_row_of_the_unit', async () => {
  stubNetwork({
    [`GET ${path}`]: whistlePage({
      summons: [
        {
          unit: { id: 'u2', name: '照明中心' },
          reportBy: '2026-11-20T09:00:00+08:00',
          acknowledgedAt: '2026-11-20T08:00:00+08:00',
          escalations: [
            {
              level: 'district',
              to: { id: 'u9', name: '潞东区政府' },
              dueAt: '2026-11-20T09:00:00+08:00',
              at: '2026-11-20T09:00:10+08:00',
            },
          ],
        },
      ],
    }),
  })
  renderAt('/', <WhistleView id="w1" />)
  const row = await screen.findByRole('row', { name: /照明中心/ })
  expect(within(row).getByText('已回应，在路上')).toBeTruthy()
  expect(within(row).getByText(/已报区里：潞东区政府/)).toBeTruthy()
})

test('a_refusal_keeps_what_was_typed_and_the_next_try_sends_it', async () => {
  let refused = false
  const made = stubNetwork({
    [`GET ${path}`]: whistlePage({ tasks: [task({ operations: ['done'] })] }),
    [`POST ${path}/tasks/t1/done`]: () => {
      if (refused) return json(whistlePage({ tasks: [task({ state: 'done', doneNote: '已装好十二盏' })] }))
      refused = true
      return json({ type: '/problems/consent-missing', title: '这项任务要先取得同意。', status: 409 }, 409)
    },
  })
  renderAt('/', <WhistleView id="w1" />)
  await userEvent.click(await screen.findByRole('button', { name: '报告完成' }))
  await userEvent.type(screen.getByLabelText('完成说明'), '已装好十二盏')
  const send = () => screen.getAllByRole('button', { name: '报告完成' }).at(-1) as HTMLElement
  await userEvent.click(send())
  expect(await screen.findByText('这项任务要先取得同意。')).toBeTruthy()
  expect(screen.getByLabelText('完成说明')).toHaveProperty('value', '已装好十二盏')
  await userEvent.click(send())
  expect(await screen.findByText('待核验')).toBeTruthy()
  const sent = made.filter(({ method }) => method === 'POST')
  expect(await sent[1]?.json()).toEqual({ note: '已装好十二盏', attachments: [] })
})

test('a_task_that_needs_a_consent_says_so_and_shows_it_masked', async () => {
  stubNetwork({
    [`GET ${path}`]: whistlePage({
      tasks: [
        task({ needsConsent: true }),
        task({
          id: 't2',
          needsConsent: true,
          consent: {
            who: '郑**',
            relationToOwner: '房主的妻子',
            medium: 'video',
            at: '2026-11-20T20:00:00+08:00',
            witness: '孙**',
          },
        }),
      ],
    }),
  })
  renderAt('/', <WhistleView id="w1" />)
  expect(await screen.findByText('等待取得同意')).toBeTruthy()
  expect(screen.getByText('已取得同意：郑**（房主的妻子），视频，见证人 孙**')).toBeTruthy()
})

test('whoever_a_task_comes_back_to_reads_why_and_the_summary_stands_where_it_was_closed', async () => {
  stubNetwork({
    [`GET ${path}`]: whistlePage({
      closedAt: '2026-11-21T09:00:00+08:00',
      summary: '当晚处置完毕',
      tasks: [
        task({
          judged: {
            verdict: 'returned',
            at: '2026-11-20T20:00:00+08:00',
            by: '周岚',
            note: '阀门还在漏',
            photos: ['p1'],
          },
        }),
      ],
    }),
  })
  renderAt('/', <WhistleView id="w1" />)
  expect(await screen.findByText(/周岚 核验未通过：阀门还在漏/)).toBeTruthy()
  expect(screen.getByRole('img', { name: '第 1 张照片' })).toBeTruthy()
  expect(screen.getByText('当晚处置完毕')).toBeTruthy()
})

test('a_promise_stands_under_the_fault_that_it_answers_and_a_fault_without_one_waits', async () => {
  const fault = { result: 'fault' as const, photos: [] }
  stubNetwork({
    [`GET ${path}`]: whistlePage({
      findings: [
        { ...fault, ordinal: 1, item: '排污许可', open: true },
        { ...fault, ordinal: 2, item: '净化设施', open: false },
      ],
      tasks: [task({ finding: 2, promisedBy: '试禾肥料厂', what: '加装净化设备' })],
    }),
  })
  renderAt('/', <WhistleView id="w1" />)
  expect(await screen.findByText(/有 1 项问题还没有承诺或任务/)).toBeTruthy()
  const answers = screen.getByRole('list', { name: '“净化设施”的承诺和任务' })
  expect(within(answers).getByText('加装净化设备')).toBeTruthy()
  expect(within(answers).getByText('试禾肥料厂承诺')).toBeTruthy()
  expect(screen.getAllByText('待落实')).toHaveLength(1)
})

test('one_more_unit_is_called_on_the_version_that_is_shown', async () => {
  const made = stubNetwork({
    [`GET ${path}`]: whistlePage({ version: 7, possible: { ...nothing, summon: true } }),
    'GET /api/units': [{ id: 'u5', name: '生态环境局', shortName: '环境局', kind: 'department' }],
    [`POST ${path}/units`]: () =>
      json({ type: '/problems/changed-meanwhile', title: '这次吹哨刚刚有了新的变化。', status: 409 }, 409),
  })
  renderAt('/', <WhistleView id="w1" />)
  await userEvent.click(await screen.findByRole('button', { name: '增派单位' }))
  await userEvent.click(screen.getByRole('combobox', { name: '再请哪个单位' }))
  await userEvent.click(await screen.findByText('生态环境局'))
  await userEvent.type(screen.getByLabelText('为什么要请'), '要看排放数据')
  await userEvent.click(screen.getAllByRole('button', { name: '增派单位' }).at(-1) as HTMLElement)
  expect(await screen.findByText('这次吹哨刚刚有了新的变化。')).toBeTruthy()
  const sent = made.find(({ method }) => method === 'POST')
  expect(sent?.headers.get('If-Match')).toBe('"7"')
  expect(await sent?.json()).toMatchObject({ unitId: 'u5', reason: '要看排放数据' })
  await userEvent.click(screen.getByRole('button', { name: '载入最新内容' }))
  await expect
    .poll(() => made.filter(({ method, url }) => method === 'GET' && url.endsWith(path)).length)
    .toBe(2)
  expect(screen.getByLabelText('为什么要请')).toHaveProperty('value', '要看排放数据')
})

test('only_what_the_server_allows_is_offered', async () => {
  stubNetwork({ [`GET ${path}`]: whistlePage({ tasks: [task()] }) })
  renderAt('/', <WhistleView id="w1" />)
  await screen.findByText('安装路灯十二盏')
  expect(screen.queryAllByRole('button')).toEqual([])
})
