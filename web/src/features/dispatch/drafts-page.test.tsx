import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { json, renderAt, stubNetwork } from '@/shared/testing/stage'
import { DraftsPage } from './drafts-page'

const rule = {
  code: 'lamp',
  classCode: '0407',
  channels: 'any',
  mode: 'byKind',
  units: ['department'],
  confidence: 930,
  from: '2000-01-01',
  version: 1,
  ownerFirst: false,
  assisting: [],
}
const draft = {
  id: 'd1',
  name: '试行',
  from: '2026-12-01',
  state: 'open',
  version: 3,
  madeAt: '2026-11-27T04:00:00Z',
}
const untried = () => json({ type: '/problems/no-what-if', title: '还没有试算过', status: 404 }, 404)
const page = {
  draft,
  rules: [rule],
  differences: [
    {
      change: 'replaced',
      before: rule,
      after: {
        ...rule,
        units: ['cityCentre'],
        regionCode: '990101',
        hours: '22:00-06:00',
        assisting: ['utility'],
      },
    },
  ],
  findings: [],
  catalogue: 41,
}

test('a_draft_shows_what_it_changes_and_is_put_in_force_on_the_version_that_was_looked_at', async () => {
  const made = stubNetwork({
    'GET /api/dispatch/drafts/d1': page,
    'GET /api/classes': [],
    'GET /api/dispatch/drafts/d1/what-if': untried,
    'POST /api/dispatch/drafts/d1/adopt': () => new Response(null, { status: 204 }),
  })
  renderAt('/settings/drafts?draft=d1', <DraftsPage />)

  const differences = await screen.findByRole('region', { name: '与现行目录的差别' })
  const changed = within(differences).getByRole('row', { name: /改写 lamp/ }).textContent
  expect(changed).toContain('市中心')
  // What changes only where, when or who helps would look like no change otherwise.
  expect(changed).toContain('仅限990101 · 22:00-06:00 · 协办：公用事业')
  await userEvent.setup().click(screen.getByRole('button', { name: '从 2026-12-01 起生效' }))

  await screen.findByText('已定：从 2026-12-01 起按新目录派单')
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({ version: 3, catalogue: 41 })
})

test('a_draft_with_an_error_can_not_be_put_in_force_and_shows_what_it_would_have_done', async () => {
  const findings = [
    { kind: 'gap', isError: true, rule: 'lamp', classCode: '0407', text: '路灯照明在北街没有单位承办。' },
  ]
  const side = { unitId: 'u', unit: '云汀区住建委', isQueue: false, rule: 'lamp' }
  stubNetwork({
    'GET /api/dispatch/drafts/d1': { ...page, findings },
    'GET /api/classes': [],
    'GET /api/session': { operations: [] },
    'GET /api/dispatch/drafts/d1/what-if': {
      state: 'done',
      model: { number: 3, name: 'spring' },
      since: '2026-09-01',
      until: '2026-11-26',
      total: 40,
      done: 40,
      erased: 1,
      moved: 1,
      cases: [{ caseId: 'c', number: 'JB1', class: '路灯照明', from: side, to: { ...side, unit: '市中心' } }],
      loads: [{ unitId: 'u', unit: '云汀区住建委', before: 9, after: 8 }],
    },
  })
  renderAt('/settings/drafts?draft=d1', <DraftsPage />)

  await screen.findByText(/路灯照明在北街没有单位承办/)
  const whatIf = screen.getByRole('region', { name: '试算：过去的诉求会派给谁' })
  expect((await within(whatIf).findByRole('row', { name: /JB1/ })).textContent).toContain('市中心')
  expect(whatIf.textContent).toContain('文本模型 3 号 spring')
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '从 2026-12-01 起生效' }).disabled).toBe(true)
})

test('a_faulty_sheet_is_told_by_row', async () => {
  stubNetwork({
    'GET /api/cases/rulings/open': [],
    'GET /api/dispatch/drafts': [],
    'POST /api/dispatch/drafts/import': () =>
      json({
        rows: 2,
        faultCount: 1,
        faults: [{ row: 3, column: '渠道', value: '电话', text: '应为：全部渠道。' }],
      }),
  })
  renderAt('/settings/drafts', <DraftsPage />)
  const user = userEvent.setup()
  await user.type(await screen.findByLabelText('草案名称'), '导入')
  await user.type(screen.getByLabelText('生效日期'), '2026-12-01')
  await user.upload(screen.getByLabelText(/从 XLSX 导入/), new File(['x'], 'rules.xlsx'))
  await user.click(screen.getByRole('button', { name: '导入为草案' }))

  expect((await screen.findByRole('region', { name: '表格中的错误' })).textContent).toContain('第 3 行，渠道')
})

test('a_ruling_becomes_a_draft_with_one_press_or_is_left_out_with_a_reason', async () => {
  const ruling = {
    classCode: '1003',
    className: '餐饮油烟',
    streetId: 's1',
    street: '潞湾街道',
    unit: { id: 'u1', name: '区生态环境局' },
    cases: 1,
    corrected: 0,
    others: 0,
    lastCase: 'c1',
    lastNumber: '20261120-0000124-2',
  }
  const made = stubNetwork({
    'GET /api/session': { operations: ['editSettings'] },
    'GET /api/dispatch/drafts': [],
    'GET /api/cases/rulings/open': [ruling],
    'POST /api/cases/rulings/dismiss': () => new Response(null, { status: 204 }),
    'POST /api/cases/rulings/take': { draftId: 'd1' },
    'GET /api/dispatch/drafts/d1': page,
    'GET /api/classes': [],
    'GET /api/dispatch/drafts/d1/what-if': untried,
  })
  renderAt('/settings/drafts', <DraftsPage />)
  const user = userEvent.setup()
  const item = await screen.findByRole('listitem', { name: ruling.lastNumber })
  expect(item.textContent).toContain('潞湾街道 · 餐饮油烟 1003 → 区生态环境局')
  await user.click(within(item).getByRole('button', { name: '不写入' }))
  await user.type(within(item).getByLabelText('为什么不写入目录'), '只此一件，情况特殊')
  await user.click(within(item).getByRole('button', { name: '不写入' }))
  const said = { classCode: '1003', streetId: 's1', unitId: 'u1' }
  await expect.poll(() => made.filter(({ method }) => method === 'POST').length).toBe(1)
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({
    ...said,
    reason: '只此一件，情况特殊',
  })
  await user.click(within(item).getByRole('button', { name: '取消' }))
  await user.click(within(item).getByRole('button', { name: '写入新草案' }))
  await screen.findByRole('region', { name: '与现行目录的差别' })
})

test('a_new_rule_of_a_draft_names_its_class_region_hours_unit_and_who_helps', async () => {
  const made = stubNetwork({
    'GET /api/dispatch/drafts/d1': page,
    'GET /api/classes': [
      { code: '04', name: '市政', nameEn: 'Works', parentCode: null, urgency: 'ordinary' },
    ],
    'GET /api/units': [
      { id: 'u1', code: '9901-D1', name: '云汀区住建委', shortName: '住建委', kind: 'department' },
    ],
    'GET /api/city/regions': [{ code: '990101', name: '云汀区', level: 'district' }],
    'GET /api/dispatch/drafts/d1/what-if': untried,
    'PUT /api/dispatch/drafts/d1/rules/night-works': () => new Response(null, { status: 204 }),
  })
  renderAt('/settings/drafts?draft=d1', <DraftsPage />)
  const user = userEvent.setup()

  await user.click(await screen.findByRole('button', { name: '新增规则' }))
  const pick = async (label: string, option: string | RegExp) => {
    await user.click(screen.getByLabelText(label))
    const shown = await screen.findAllByText(option)
    await user.click(shown.at(-1) as HTMLElement)
  }
  await pick('诉求分类', '04 市政')
  await user.type(screen.getByLabelText('编码'), 'night-works')
  await pick('仅限区域', '云汀区')
  await user.type(screen.getByLabelText('仅限时段'), '22:00-06:00')
  await pick('派给哪类单位（依次找）', '委办局')
  await pick('指定一个单位', '云汀区住建委')
  await pick('协办单位', '街道办、镇政府')
  await user.click(screen.getByRole('button', { name: '保存' }))

  await vi.waitFor(() => expect(made.some(({ method }) => method === 'PUT')).toBe(true))
  expect(await made.find(({ method }) => method === 'PUT')?.json()).toEqual({
    version: 3,
    rule: {
      classCode: '04',
      channels: 'any',
      mode: 'directed',
      units: ['department'],
      unitCode: '9901-D1',
      regionCode: '990101',
      hours: '22:00-06:00',
      assisting: ['streetOffice'],
      confidence: 950,
      from: '2026-12-01',
      until: null,
      version: 0,
      ownerFirst: false,
    },
  })
})

test('a_rule_of_a_draft_is_found_by_its_code_and_what_none_has_is_said', async () => {
  const user = userEvent.setup()
  stubNetwork({
    'GET /api/dispatch/drafts/d1': { ...page, rules: [rule, { ...rule, code: 'bin', classCode: '1101' }] },
    'GET /api/classes': [],
    'GET /api/dispatch/drafts/d1/what-if': untried,
  })
  renderAt('/settings/drafts?draft=d1', <DraftsPage />)

  const rules = await screen.findByRole('region', { name: '派单规则' })
  await user.type(within(rules).getByRole('textbox', { name: '按分类、单位或编码查找' }), 'bin')
  expect(within(rules).getByRole('status').textContent).toContain('1')
  expect(within(rules).queryByText('lamp')).toBeNull()
  await user.type(within(rules).getByRole('textbox', { name: '按分类、单位或编码查找' }), 'xyz')
  within(rules).getByText('没有符合的规则')
})
