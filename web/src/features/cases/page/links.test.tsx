import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { Got, Operation } from '@/shared/api/types'
import { casePage, caseRow, json, renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { CaseDetail } from './case-detail'
import { mayCorrect } from './timeline'

const path = '/api/cases/c1'
const alone = casePage().links
const related = (changes: Partial<Got<'/api/cases/{id}/related'>[number]> = {}) => ({
  id: 'c2',
  number: '20261120-0000124-2',
  state: 'signed',
  className: '路灯照明',
  unit: { id: 'u3', name: '潞湾街道城市管理办公室' },
  receivedAt: '2026-11-20T09:00:00+08:00',
  samePerson: false,
  samePlace: true,
  sameClass: true,
  canJoin: true,
  canRepeat: false,
  shared: [],
  ...changes,
})
// A second is short on a busy machine.
const patient = { timeout: 20_000 }
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))
const open = async (name: string) => {
  await userEvent.click(await screen.findByRole('button', { name: '更多操作' }))
  await press(name)
}

test('cases_are_joined_and_what_came_of_each_is_told', async () => {
  const why = '这件诉求的办理已经走在主单前面，请以它为主单。'
  const made = stubNetwork({
    [`GET ${path}`]: casePage({ operations: ['joinIncident'] }),
    [`GET ${path}/related`]: [
      related(),
      related({ id: 'c3', number: '20261120-0000125-7' }),
      related({ id: 'c4', number: '20261120-0000126-9', canJoin: false }),
    ],
    [`POST ${path}/members`]: {
      done: 1,
      results: [
        { id: 'c2', number: '20261120-0000124-2' },
        { id: 'c3', number: '20261120-0000125-7', problem: 'incident-other-way', why, whyEn: '' },
      ],
    },
  })
  renderAt('/', <CaseDetail id="c1" />)
  await open('并案')
  await userEvent.click(await screen.findByRole('checkbox', { name: /0000124-2/ }))
  await userEvent.click(screen.getByRole('checkbox', { name: /同一地点.*0000125-7/ }))
  expect(screen.queryByRole('checkbox', { name: /0000126-9/ })).toBeNull()
  await press('并入本单')
  const report = await screen.findByRole('region', { name: '办理结果' })
  expect(report.textContent).toContain('已完成 1 件')
  expect(report.textContent).toContain(why)
  const sent = made.find(({ method }) => method === 'POST')
  expect(sent?.headers.get('If-Match')).toBe('"3"')
  expect(await sent?.json()).toEqual({ cases: ['c2', 'c3'] })
})

test('a_member_is_taken_out_with_a_reason', async () => {
  const lead = casePage({ operations: ['joinIncident'], links: { ...alone, members: 1 } })
  const made = stubNetwork({
    [`GET ${path}`]: lead,
    'GET /api/cases': { items: [caseRow({ id: 'c2', number: '20261120-0000124-2' })] },
    [`POST ${path}/members/c2/leave`]: casePage({ version: 4 }),
  })
  renderAt('/', <CaseDetail id="c1" />)
  await userEvent.click(await screen.findByRole('button', { name: '拆出 20261120-0000124-2' }))
  await userEvent.type(screen.getByLabelText('为什么不是同一件事'), '另一段路')
  await press('拆出')
  await expect.poll(() => screen.queryByText('关联'), patient).toBeNull()
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({ reason: '另一段路' })
})

test('a_repeat_shows_how_the_earlier_one_ended_and_who_must_close_it', async () => {
  const repeatOf = { id: 'c0', number: '20261020-0000011-4' }
  stubNetwork({
    [`GET ${path}`]: casePage({
      links: { ...alone, repeatOf, repeatOutcome: 'explained', confidential: true, abuse: 'suspected' },
    }),
  })
  renderAt('/', <CaseDetail id="c1" />)
  const link = await screen.findByRole('link', { name: repeatOf.number })
  expect(link.getAttribute('href')).toBe('/cases/c0')
  expect(screen.getByText(/结果：已解释说明/)).toBeTruthy()
  expect(screen.getByText(/须由领导结案/)).toBeTruthy()
  expect(screen.getByText(/姓名和电话不对承办单位开放/)).toBeTruthy()
  expect(screen.getByText('疑似恶意占线，等待判断')).toBeTruthy()
})

test('a_unit_reads_that_a_confidential_requester_is_closed_to_it_and_not_that_nobody_gave_a_name', async () => {
  stubNetwork({
    [`GET ${path}`]: casePage({
      requester: null,
      operations: ['signCase'],
      links: { ...alone, confidential: true },
    }),
  })
  renderAt('/', <CaseDetail id="c1" />)
  expect(await screen.findByText(/姓名和电话不对承办单位开放/)).toBeTruthy()
  expect(screen.queryByText('没有留下姓名和电话')).toBeNull()
  expect(screen.queryByText('关联')).toBeNull()
  await press('签收')
  expect(screen.getByText(/由上级单位或受理中心按时限联系/)).toBeTruthy()
})

test('what_its_words_make_likely_to_be_a_repeat_is_for_a_person_to_say', async () => {
  const likelyRepeatOf = { id: 'c0', number: '20261020-0000011-4' }
  const made = stubNetwork({
    [`GET ${path}`]: casePage({ operations: ['linkRepeat'], links: { ...alone, likelyRepeatOf } }),
    [`GET ${path}/related`]: [
      related({ id: 'c0', number: likelyRepeatOf.number, canRepeat: true, alike: 280, shared: ['直排油烟'] }),
    ],
    [`POST ${path}/repeat`]: () => json(casePage({ version: 4 })),
  })
  renderAt('/', <CaseDetail id="c1" />)
  expect(await screen.findByText(/请看过两件再定/)).toBeTruthy()
  await open('标为重复')
  expect(await screen.findByText('文字相近28%，都提到：直排油烟')).toBeTruthy()
  await press('保存')
  await expect.poll(() => made.some(({ method }) => method === 'POST'), patient).toBe(true)
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({ of: 'c0' })
})

test('a_case_alone_has_no_panel', async () => {
  stubNetwork({ [`GET ${path}`]: casePage() })
  renderAt('/', <CaseDetail id="c1" />)
  await screen.findByText('经过')
  expect(screen.queryByText('关联')).toBeNull()
})

test('a_request_is_split_into_two_matters_at_least', async () => {
  const lamp = '99010101018000007'
  const made = stubNetwork({
    [`GET ${path}`]: casePage({
      state: 'dispatched',
      operations: ['splitCase'],
      place: { lon: 116.7, lat: 39.9 },
      component: { id: 'k1', code: lamp, className: '路灯', name: '三号路灯', state: 'intact', measured: [] },
    }),
    'GET /api/components/nearest': [
      {
        code: lamp,
        classCode: '01018',
        name: '三号路灯',
        state: 'intact',
        lon: 116.7,
        lat: 39.9,
        metres: 0.4,
      },
      {
        code: '99010104003000009',
        classCode: '04003',
        name: '果皮箱',
        state: 'intact',
        lon: 116.7,
        lat: 39.9,
        metres: 8.6,
      },
    ],
    'GET /api/classes': [],
    'GET /api/units': [],
    [`POST ${path}/split`]: casePage({ version: 4, state: 'closed' }),
  })
  renderAt('/', <CaseDetail id="c1" />)
  await open('拆单')
  const parts = screen.getAllByLabelText('说的是什么事')
  expect(parts).toHaveLength(2)
  await userEvent.type(parts[0] as HTMLElement, '垃圾没有清运')
  await userEvent.type(parts[1] as HTMLElement, '楼道灯坏了')
  // Those of the place are offered, that of the request once and first; what a scanner types is the address on the label.
  const components = screen.getAllByRole('combobox', { name: '部件（可不填）' })
  await userEvent.click(components[0] as HTMLElement)
  await screen.findByText('三号路灯（原诉求的部件）')
  expect(screen.queryByText('三号路灯（约 0 米）')).toBeNull()
  await userEvent.click(screen.getByText('果皮箱（约 9 米）'))
  await userEvent.click(components[1] as HTMLElement)
  await userEvent.paste(`https://city.example/tag/${lamp}`)
  const form = screen.getByRole('group', { name: '第 1 件' }).closest('form') as HTMLElement
  await userEvent.click(within(form).getByRole('button', { name: '拆单' }))
  await expect.poll(() => made.some(({ method }) => method === 'POST'), patient).toBe(true)
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({
    parts: [
      { text: '垃圾没有清运', component: '99010104003000009' },
      { text: '楼道灯坏了', component: lamp },
    ],
  })
})

test('an_entry_is_put_right_by_a_new_one', async () => {
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewCases'),
    [`GET ${path}`]: casePage({ operations: ['correctEntry'] }),
    [`POST ${path}/correct`]: () => json(casePage({ version: 4 })),
  })
  renderAt('/', <CaseDetail id="c1" />)
  await userEvent.click(await screen.findByRole('button', { name: '更正第 1 条' }))
  await userEvent.type(screen.getByLabelText('正确的是'), '地点是芦塘路')
  await press('更正')
  await expect.poll(() => made.some(({ method }) => method === 'POST'), patient).toBe(true)
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({
    seq: 1,
    text: '地点是芦塘路',
  })
})

test('one_corrects_ones_own_entries_and_a_leader_those_of_others_but_never_a_correction', () => {
  const operations: Operation[] = ['correctEntry']
  const page = casePage({ operations })
  const entry = { seq: 2, at: '', actor: '周岚', kind: 'contacted', text: '' }
  const zhou = { ...sessionOf().account, role: 'handler' } as const
  expect(mayCorrect(page, entry, zhou)).toBe(true)
  expect(mayCorrect(page, { ...entry, actor: '何平' }, zhou)).toBe(false)
  expect(mayCorrect(page, { ...entry, actor: '何平' }, { ...zhou, role: 'leader' })).toBe(true)
  expect(mayCorrect(page, { ...entry, kind: 'corrected' }, zhou)).toBe(false)
  expect(mayCorrect(casePage(), entry, zhou)).toBe(false)
})
