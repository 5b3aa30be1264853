import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { caseRow, json, renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { city, lamp, page, pages, row, unit } from './stage'

test('a_list_is_asked_as_its_address_says_and_leads_to_the_record', async () => {
  const made = stubNetwork({
    'GET /api/components': { items: [row], total: 1 },
    'GET /api/component-classes': [{ scheme: 'gbt47678', issued: true, from: '2000-01-01', ...lamp }],
    'GET /api/city': city,
    'GET /api/units': [unit],
    'GET /api/components/k1': page,
    'GET /api/cases': { items: [caseRow()] },
    'GET /api/session': sessionOf('viewCases'),
  })
  renderAt('/components?state=damaged&day=2026-11-20', pages)
  await userEvent.click(await screen.findByRole('link', { name: '99010101018000007' }))
  expect(await screen.findByRole('heading', { name: /路灯 99010101018000007/ })).toBeTruthy()
  expect(screen.getByText('灯罩破裂')).toBeTruthy()
  expect(screen.getByText('2026-10-31')).toBeTruthy()
  const about = await screen.findByRole('link', { name: '20261120-0000123-8' })
  expect(about.getAttribute('href')).toBe('/cases/c1')
  const cases = made.find(({ url }) => new URL(url).pathname === '/api/cases')
  expect(new URL(cases?.url ?? '').searchParams.get('component')).toBe('99010101018000007')
  // The record is of the same day.
  expect(screen.getByText(/2026-11-20 的样子/)).toBeTruthy()
  const record = made.find(({ url }) => new URL(url).pathname === '/api/components/k1')
  expect(new URL(record?.url ?? '').search).toBe('?day=2026-11-20')
  const [asked] = made.filter(({ url }) => new URL(url).pathname === '/api/components')
  expect(new URL(asked?.url ?? '').search).toBe('?state=damaged&day=2026-11-20')
})

test('who_may_not_see_cases_is_shown_no_empty_heading_for_them', async () => {
  const made = stubNetwork({
    'GET /api/components/k1': page,
    'GET /api/session': sessionOf('viewComponents'),
  })
  renderAt('/components/k1', pages)
  await screen.findByRole('heading', { name: /路灯 99010101018000007/ })
  expect(screen.queryByRole('heading', { name: '与它有关的诉求' })).toBeNull()
  expect(made.some(({ url }) => new URL(url).pathname === '/api/cases')).toBe(false)
})

test('classes_of_both_generations_are_looked_for_the_one_in_use_first', async () => {
  stubNetwork({
    'GET /api/components': { items: [], total: 0 },
    'GET /api/component-classes': [
      { scheme: 'gbt47678', issued: false, from: '2000-01-01', ...lamp },
      { scheme: 'gbt30428', issued: true, from: '2000-01-01', code: '0118', name: '路灯', nameEn: 'Lamp' },
    ],
    'GET /api/city': city,
    'GET /api/units': [],
  })
  renderAt('/components', pages)
  await userEvent.click(await screen.findByRole('combobox', { name: '类别' }))
  const shown = await screen.findAllByText(/^GB\/T |^\d{4,5} 路灯$/)
  expect(shown.map(({ textContent }) => textContent)).toEqual([
    'GB/T 30428.2（16 位）',
    '0118 路灯',
    'GB/T 47678.5（17 位）',
    expect.stringMatching(/^\d{5} 路灯$/),
  ])
})

test('an_empty_list_says_what_to_do', async () => {
  stubNetwork({
    'GET /api/components': { items: [], total: 0 },
    'GET /api/component-classes': [],
    'GET /api/city': city,
    'GET /api/units': [],
  })
  renderAt('/components', pages)
  expect(await screen.findByText('没有符合条件的部件')).toBeTruthy()
  expect(screen.queryByRole('link', { name: '导出 CSV' })).toBeNull()
})

test('whoever_answers_for_it_keeps_the_record_on_the_version_that_was_looked_at', async () => {
  let now = { ...page, editable: true }
  const made = stubNetwork({
    'GET /api/components/k1': () => json(now),
    'GET /api/cases': { items: [] },
    'POST /api/components/k1/state': () => {
      now = { ...now, version: 3, state: 'intact' }
      return json({ id: 'k1', code: row.code, version: 3 })
    },
    'POST /api/components/k1/retire': () =>
      json({ type: '/problems/changed-meanwhile', title: '刚被别人改过', status: 409 }, 409),
  })
  renderAt('/components/k1', pages)
  await userEvent.click(await screen.findByRole('button', { name: '改状态' }))
  await userEvent.click(screen.getByRole('combobox', { name: '状态' }))
  await userEvent.click(await screen.findByTitle('完好'))
  await userEvent.type(screen.getByLabelText('理由'), '已换灯罩')
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: '保存' })).toBeNull())
  const sent = made.find(({ method }) => method === 'POST')
  expect(await sent?.json()).toEqual({ version: 2, state: 'intact', reason: '已换灯罩' })

  const [retire] = screen.getAllByRole('button', { name: '移除' })
  await userEvent.click(retire as HTMLElement)
  const submit = () => screen.getAllByRole('button', { name: '移除' })[1] as HTMLElement
  await userEvent.click(submit())
  expect(await screen.findByText('请填写')).toBeTruthy()
  await userEvent.type(screen.getByLabelText('理由'), '道路改造拆除')
  await userEvent.click(submit())
  expect(await screen.findByText('刚被别人改过')).toBeTruthy()
})

test('what_has_not_begun_is_taken_back_with_a_reason_and_the_first_day_is_put_right', async () => {
  const made = stubNetwork({
    'GET /api/components/k1': {
      ...page,
      editable: true,
      duties: [
        { role: 'authority', unit: { id: 'u1', name: '潞湾街道办事处' }, from: '2020-01-01' },
        { role: 'maintainer', unit: { id: 'u2', name: '错填的单位' }, from: '2999-01-01' },
      ],
    },
    'GET /api/cases': { items: [] },
    'POST /api/components/k1/withdraw': { id: 'k1', code: row.code, version: 3 },
    'PUT /api/components/k1': { id: 'k1', code: row.code, version: 3 },
  })
  renderAt('/components/k1', pages)
  await userEvent.click(await screen.findByRole('button', { name: '撤回未生效的' }))
  await userEvent.click(screen.getByRole('combobox', { name: '撤回哪一项' }))
  await userEvent.click(await screen.findByTitle('养护单位：错填的单位，2999-01-01 起'))
  await userEvent.type(screen.getByLabelText('理由'), '单位填错了')
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: '保存' })).toBeNull())
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({
    version: 2,
    reason: '单位填错了',
    role: 'maintainer',
  })

  await userEvent.click(screen.getByRole('button', { name: '修改属性' }))
  const day = screen.getByLabelText('初始日期')
  await userEvent.clear(day)
  await userEvent.type(day, '2019-05-01')
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: '保存' })).toBeNull())
  expect(await made.find(({ method }) => method === 'PUT')?.json()).toMatchObject({
    initialDate: '2019-05-01',
  })
})

test('what_holds_for_a_time_is_told_and_set_from_a_day_on', async () => {
  const made = stubNetwork({
    'GET /api/components/k1': {
      ...page,
      editable: true,
      terms: [
        {
          kind: 'schedule',
          from: '2026-10-01',
          schedule: {
            seasons: [
              { from: '10-16', until: '04-15', on: '17:30:00', off: '06:30:00' },
              { from: '04-16', until: '10-15', on: '19:00:00', off: '05:00:00' },
            ],
          },
        },
        {
          kind: 'warranty',
          from: '2024-01-01',
          until: '2025-12-31',
          warranty: { by: '灯厂', ends: '2027-01-31' },
        },
        {
          kind: 'tariff',
          from: '2026-10-01',
          tariff: {
            energyFen: 80,
            serviceFen: 45,
            parkingFen: 0,
            periods: [{ kind: 'valley', from: '23:00:00', until: '07:00:00', energyFen: 30, serviceFen: 40 }],
          },
        },
      ],
    },
    'GET /api/cases': { items: [] },
    'PUT /api/components/k1/terms': { id: 'k1', code: row.code, version: 2 },
  })
  renderAt('/components/k1', pages)
  expect(await screen.findByText('10-16 至 04-15：17:30 开，06:30 关')).toBeTruthy()
  expect(screen.getByText('灯厂，质保到 2027-01-31')).toBeTruthy()
  expect(screen.getByText('电费 0.80 元/度，服务费 0.45 元/度，停车费 0.00 元/小时')).toBeTruthy()

  expect(screen.getByText('低谷 23:00–07:00：电费 0.30 元/度，服务费 0.40 元/度')).toBeTruthy()

  const fill = async (kind: string, fields: Record<string, string>) => {
    await userEvent.click(screen.getByRole('button', { name: '设期限与标准' }))
    await userEvent.click(screen.getByRole('combobox', { name: '项目' }))
    await userEvent.click(await screen.findByTitle(kind))
    for (const [label, text] of Object.entries(fields)) {
      await userEvent.type(await screen.findByLabelText(label), text)
    }
    await userEvent.click(screen.getByRole('button', { name: '保存' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: '保存' })).toBeNull())
    return made.findLast(({ method }) => method === 'PUT')?.json()
  }
  expect(
    await fill('收费标准', {
      从: '2026-12-01',
      '电费（元/度）': '0.85',
      '服务费（元/度）': '0.4',
      '停车费（元/小时）': '2',
    }),
  ).toEqual({
    version: 2,
    from: '2026-12-01',
    tariff: { energyFen: 85, serviceFen: 40, parkingFen: 200, periods: [] },
  })
  expect(await fill('质保', { 从: '2026-12-01', 质保单位: '新灯厂', 质保到: '2028-11-30' })).toEqual({
    version: 2,
    from: '2026-12-01',
    warranty: { by: '新灯厂', ends: '2028-11-30' },
  })
  await userEvent.click(screen.getByRole('button', { name: '设期限与标准' }))
  await userEvent.click(screen.getByRole('combobox', { name: '项目' }))
  await userEvent.click(await screen.findByTitle('亮灯时段（按季节）'))
  await userEvent.type(screen.getByLabelText('从'), '2026-12-01')
  await userEvent.click(await screen.findByRole('button', { name: '去掉第 2 季' }))
  await userEvent.type(screen.getByLabelText('从（月-日）'), '01-01')
  await userEvent.type(screen.getByLabelText('到（月-日）'), '12-31')
  await userEvent.type(screen.getByLabelText('开灯'), '18:00')
  await userEvent.type(screen.getByLabelText('关灯'), '06:00')
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: '保存' })).toBeNull())
  expect(await made.findLast(({ method }) => method === 'PUT')?.json()).toMatchObject({
    schedule: { seasons: [{ from: '01-01', until: '12-31', on: '18:00', off: '06:00' }] },
  })
})

test('others_are_offered_nothing_to_change', async () => {
  stubNetwork({ 'GET /api/components/k1': page, 'GET /api/cases': { items: [] } })
  renderAt('/components/k1', pages)
  await screen.findByRole('heading', { name: /路灯/ })
  expect(screen.queryByRole('button', { name: '移除' })).toBeNull()
})

test('of_a_day_before_it_was_on_record_that_is_said_and_the_way_to_now_stays', async () => {
  stubNetwork({
    'GET /api/session': sessionOf('viewComponents'),
    'GET /api/components/k1': () =>
      json({ type: '/problems/unknown-component', title: '没有找到这个部件。', status: 404 }, 404),
  })
  renderAt('/components/k1?day=2019-01-01', pages)
  expect(await screen.findByText(/2019-01-01 那天，这个部件不在册/)).toBeTruthy()
  expect(screen.queryByRole('alert')).toBeNull()
  expect(screen.getByRole('link', { name: '看现在的' }).getAttribute('href')).toBe('/components/k1')
})

test('photos_are_listed_and_taken_back_with_a_reason', async () => {
  const photo = { id: 'p1', takenAt: '2026-11-19T09:00:00+08:00', withdrawable: true }
  let photos = [photo, { ...photo, id: 'p2', withdrawable: false }]
  const made = stubNetwork({
    'GET /api/components/k1': () => json({ ...page, photographable: true, photos }),
    'GET /api/cases': { items: [] },
    'POST /api/components/k1/photos/p1/withdrawal': () => {
      photos = photos.slice(1)
      return json({ id: 'k1', code: row.code, version: 2 })
    },
  })
  renderAt('/components/k1', pages)
  expect(await screen.findAllByRole('img', { name: '部件照片' })).toHaveLength(2)
  await userEvent.click(screen.getByRole('button', { name: '撤回' }))
  await userEvent.type(screen.getByLabelText(/撤回的理由/), '照片里有人脸')
  await userEvent.click(screen.getByRole('button', { name: '撤回' }))
  await waitFor(() => expect(screen.getAllByRole('img', { name: '部件照片' })).toHaveLength(1))
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({ reason: '照片里有人脸' })
  expect(screen.getByRole('group', { name: '现在的样子' })).toBeTruthy()
})

test('the_filter_stands_in_the_address_and_goes_with_the_files_and_a_head_sorts', async () => {
  const made = stubNetwork({
    'GET /api/components': { items: [row], total: 1 },
    'GET /api/component-classes': [{ scheme: 'gbt47678', issued: true, from: '2000-01-01', ...lamp }],
    'GET /api/city': city,
    'GET /api/units': [unit],
    'GET /api/session': sessionOf('viewComponents'),
  })
  renderAt('/components?unitId=u1&role=owner', pages)
  await screen.findByRole('link', { name: row.code })
  const pick = async (box: string, title: string) => {
    await userEvent.click(screen.getByRole('combobox', { name: box }))
    await userEvent.click(await screen.findByTitle(title))
  }
  await pick('所在街道', '潞湾街道')
  await pick('登记缺项', '没有养护单位')
  await userEvent.click(await screen.findByRole('button', { name: '状态' }))
  await userEvent.click(await screen.findByRole('button', { name: /^状态/ }))
  expect((await screen.findByRole('columnheader', { name: /状态/ })).getAttribute('aria-sort')).toBe(
    'descending',
  )
  const last = made.findLast(({ url }) => new URL(url).pathname === '/api/components')
  expect(Object.fromEntries(new URL(last?.url ?? '').searchParams)).toEqual({
    unitId: 'u1',
    role: 'owner',
    area: '990101001',
    lack: 'maintainer',
    sort: '-state',
  })
  const file = screen.getByRole('link', { name: '导出 CSV' }).getAttribute('href')
  expect(Object.fromEntries(new URL(file ?? '', 'http://x').searchParams)).toEqual({
    unitId: 'u1',
    role: 'owner',
    area: '990101001',
    lack: 'maintainer',
    format: 'csv',
  })
  // Who may not keep the registry is not led to a form that refuses him.
  expect(screen.queryByRole('link', { name: '新登记部件' })).toBeNull()
})
