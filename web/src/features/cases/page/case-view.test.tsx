import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { casePage, json, renderAt, stubNetwork } from '@/shared/testing/stage'
import { CaseDetail } from './case-detail'
import { possible } from './operations'

const path = '/api/cases/c1'

test('only_what_the_server_allows_can_be_done_in_the_order_of_the_steps', () => {
  expect(possible(['revealRequester', 'closeCase', 'callBackCase', 'viewCases'])).toEqual([
    'callBackCase',
    'closeCase',
  ])
  expect(possible(['viewCases'])).toEqual([])
})

test('a_case_that_offers_nothing_says_whom_it_waits_for', async () => {
  stubNetwork({ [`GET ${path}`]: casePage() })
  renderAt('/', <CaseDetail id="c1" />)
  expect(await screen.findByText(/潞湾街道城市管理办公室正在办理/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: '签收' })).toBeNull()
})

test('very_long_words_are_folded_to_the_eye_and_stay_whole_for_those_who_hear_them', async () => {
  const words = '垃圾桶满了三天。'.repeat(100)
  stubNetwork({ [`GET ${path}`]: casePage({ text: words }) })
  renderAt('/', <CaseDetail id="c1" />)
  const text = await screen.findByText(words)
  expect(text.dataset.folded).toBe('true')
  await userEvent.click(screen.getByRole('button', { name: '看全文（800 字）' }))
  expect(text.dataset.folded).toBe('false')
  await userEvent.click(screen.getByRole('button', { name: '收起' }))
  expect(text.dataset.folded).toBe('true')
})

test('words_of_a_usual_length_are_not_folded', async () => {
  stubNetwork({ [`GET ${path}`]: casePage({ text: '垃圾桶满了三天。' }) })
  renderAt('/', <CaseDetail id="c1" />)
  expect((await screen.findByText('垃圾桶满了三天。')).dataset.folded).toBe('false')
  expect(screen.queryByRole('button', { name: /看全文/ })).toBeNull()
})

test('the_answer_is_sent_on_the_version_that_was_looked_at', async () => {
  const made = stubNetwork({
    [`GET ${path}`]: casePage({ operations: ['resolveCase'] }),
    [`POST ${path}/resolve`]: casePage({ version: 4, state: 'resolved' }),
  })
  renderAt('/', <CaseDetail id="c1" />)
  await userEvent.click(await screen.findByRole('button', { name: '报告办理结果' }))
  await userEvent.click(screen.getByRole('radio', { name: '已解决' }))
  await userEvent.type(screen.getByLabelText('答复'), '已换灯具六盏。')
  await userEvent.click(screen.getByRole('button', { name: '报告结果' }))
  expect(await screen.findByText('待回访')).toBeTruthy()
  const sent = made.find(({ method }) => method === 'POST')
  expect(sent?.headers.get('If-Match')).toBe('"3"')
  expect(await sent?.json()).toEqual({ outcome: 'solved', answer: '已换灯具六盏。', attachments: [] })
})

test('who_goes_on_with_an_erased_case_is_told_that_words_are_not_kept', async () => {
  stubNetwork({ [`GET ${path}`]: casePage({ erased: true, text: null, operations: ['resolveCase'] }) })
  renderAt('/', <CaseDetail id="c1" />)
  expect(await screen.findByText(/以后填写的文字也不会保存/)).toBeTruthy()
  expect(screen.getByRole('button', { name: '报告办理结果' })).toBeTruthy()
})

test('when_somebody_was_faster_the_words_stay_and_the_latest_can_be_loaded', async () => {
  let version = 3
  stubNetwork({
    [`GET ${path}`]: () => json(casePage({ version, operations: ['resolveCase'] })),
    [`POST ${path}/resolve`]: (request: Request) => {
      if (request.headers.get('If-Match') === '"4"') return json(casePage({ version: 5, state: 'resolved' }))
      version = 4
      return json(
        { type: '/problems/changed-meanwhile', title: '这件诉求刚刚有了新的变化。', status: 409 },
        409,
      )
    },
  })
  renderAt('/', <CaseDetail id="c1" />)
  await userEvent.click(await screen.findByRole('button', { name: '报告办理结果' }))
  await userEvent.click(screen.getByRole('radio', { name: '已解释说明' }))
  await userEvent.type(screen.getByLabelText('答复'), '已当面说明。')
  await userEvent.click(screen.getByRole('button', { name: '报告结果' }))
  expect(await screen.findByText('这件诉求刚刚有了新的变化。')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '载入最新内容' }))
  expect(screen.getByLabelText('答复')).toHaveProperty('value', '已当面说明。')
  await userEvent.click(screen.getByRole('button', { name: '报告结果' }))
  expect(await screen.findByText('待回访')).toBeTruthy()
})

test('a_call_back_asks_three_questions_and_wants_the_reason_when_it_is_not_solved', async () => {
  const made = stubNetwork({
    [`GET ${path}`]: casePage({ state: 'resolved', operations: ['callBackCase'] }),
    [`POST ${path}/call-back`]: casePage({ version: 4, state: 'resolved', operations: ['closeCase'] }),
  })
  renderAt('/', <CaseDetail id="c1" first="callBackCase" />)
  await userEvent.click(await screen.findByRole('radio', { name: '接通了' }))
  await userEvent.click(screen.getByRole('radio', { name: '联系过' }))
  await userEvent.click(screen.getByRole('radio', { name: '部分解决' }))
  await userEvent.click(screen.getByRole('radio', { name: '基本满意' }))
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  expect(await screen.findByText('请记下原因')).toBeTruthy()
  await userEvent.type(screen.getByLabelText('原因'), '还有一盏不亮')
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  expect(await screen.findByRole('button', { name: '结案' })).toBeTruthy()
  const sent = made.find(({ method }) => method === 'POST')
  expect(await sent?.json()).toEqual({
    reached: true,
    contacted: true,
    solved: 'partly',
    satisfied: 'basicallySatisfied',
    reason: '还有一盏不亮',
  })
})

test('nobody_answering_the_call_leaves_nothing_more_to_ask', async () => {
  const made = stubNetwork({
    [`GET ${path}`]: casePage({ state: 'resolved', operations: ['callBackCase'] }),
    [`POST ${path}/call-back`]: casePage({ version: 4, state: 'resolved' }),
  })
  renderAt('/', <CaseDetail id="c1" first="callBackCase" />)
  await userEvent.click(await screen.findByRole('radio', { name: '没有接通' }))
  expect(screen.queryByRole('radio', { name: '部分解决' })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  await expect.poll(() => made.some(({ method }) => method === 'POST')).toBe(true)
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({ reached: false })
})

test('name_and_telephone_are_shown_against_a_purpose_only', async () => {
  const made = stubNetwork({
    [`GET ${path}`]: casePage({ operations: ['revealRequester'] }),
    [`POST ${path}/reveal`]: { requester: { name: '陈晓芸', phone: '13800001234' } },
  })
  renderAt('/', <CaseDetail id="c1" />)
  await userEvent.click(await screen.findByRole('button', { name: '查看姓名和电话' }))
  await userEvent.click(screen.getByRole('button', { name: '查看' }))
  expect(await screen.findByText('请写明用途，至少四个字')).toBeTruthy()
  expect(made.some(({ method }) => method === 'POST')).toBe(false)
  await userEvent.type(screen.getByLabelText('查看用途'), '联系诉求人核对地点')
  await userEvent.click(screen.getByRole('button', { name: '查看' }))
  expect(await screen.findByText('陈晓芸')).toBeTruthy()
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({
    purpose: '联系诉求人核对地点',
  })
})

test('a_case_names_its_component_and_leads_to_its_record', async () => {
  stubNetwork({
    [`GET ${path}`]: casePage({
      component: {
        id: 'k1',
        code: '99010101018000007',
        className: '路灯',
        name: '路灯',
        state: 'intact',
        holder: { id: 'u3', name: '澄川城市照明中心' },
        role: 'owner',
        measured: [
          {
            quantity: '亮灯时刻',
            value: 18.25,
            unit: '时',
            measuredAt: '2026-11-20T10:15:00Z',
            planned: '18:00:00',
            found: '18:15:00',
            breaksThePlan: true,
          },
          {
            quantity: '照度',
            value: 3,
            unit: 'lx',
            measuredAt: '2026-11-20T10:10:00Z',
            breaksThePlan: false,
          },
        ],
      },
    }),
  })
  renderAt('/', <CaseDetail id="c1" />)
  const link = await screen.findByRole('link', { name: '99010101018000007' })
  expect(link.getAttribute('href')).toBe('/components/k1')
  expect(screen.getByText('权属单位：澄川城市照明中心')).toBeTruthy()
  const [late, light] = within(screen.getByRole('list', { name: '现场测量' })).getAllByRole('listitem')
  expect(late?.textContent).toContain('亮灯时刻：计划 18:00，实测 18:15')
  expect(late?.textContent).toContain('与计划不符')
  expect(light?.textContent).toContain('照度 3 lx')
  expect(light?.textContent).not.toContain('与计划不符')
})

test('what_is_still_to_be_asked_of_a_closed_case_says_how_late_it_is', async () => {
  stubNetwork({
    [`GET ${path}`]: casePage({
      state: 'closed',
      deadlines: [
        { kind: 'resolve', dueAt: '2026-11-01T08:00:00+08:00' },
        { kind: 'followUp', dueAt: '2026-11-02T08:00:00+08:00' },
      ],
    }),
  })
  renderAt('/', <CaseDetail id="c1" />)
  const shown = within(await screen.findByRole('region', { name: '时限' }))
  expect(shown.getAllByText(/已超/)).toHaveLength(1)
  expect(shown.getByText('追访').nextElementSibling?.textContent).toMatch(/已超/)
})

test('what_a_patrol_found_has_nobody_who_asked_and_does_not_say_that_somebody_left_no_name', async () => {
  stubNetwork({
    [`GET ${path}`]: casePage({
      channel: { code: 'patrol', name: '巡查上报', isOwn: true },
      requester: null,
    }),
    'GET /api/channels': [{ code: 'patrol', name: '巡查上报', nameEn: 'Patrol', hasPerson: false }],
  })
  renderAt('/', <CaseDetail id="c1" />)
  expect(await screen.findByText('没有诉求人（巡查或设备发现）')).toBeTruthy()
  expect(screen.queryByText('没有留下姓名和电话')).toBeNull()
})

test('what_is_pressed_for_tells_who_expects_what_and_whether_the_unit_has_answered', async () => {
  const said = {
    seq: 4,
    at: '2026-11-20T09:00:00+08:00',
    actor: '赵主任',
    kind: 'supervised',
    text: '督办',
    detail: '请周五前办结',
  }
  const answer = { ...said, seq: 5, actor: '钱师傅', kind: 'supervisionAnswered', detail: '周四办结' }
  let given: typeof answer | null = null
  stubNetwork({
    [`GET ${path}`]: () => json(casePage({ supervisedAt: said.at, supervision: { said, answer: given } })),
  })
  const { unmount } = renderAt('/', <CaseDetail id="c1" />)
  const standing = within(await screen.findByRole('region', { name: '目前情况' }))
  expect(standing.getByText('赵主任')).toBeTruthy()
  expect(standing.getByText('请周五前办结')).toBeTruthy()
  expect(standing.getByText('承办单位还没有回复')).toBeTruthy()
  unmount()
  given = answer
  renderAt('/', <CaseDetail id="c1" />)
  expect(await screen.findByText('周四办结')).toBeTruthy()
  expect(screen.queryByText('承办单位还没有回复')).toBeNull()
})
