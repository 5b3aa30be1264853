import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Route, Routes } from 'react-router'
import { afterEach, expect, test } from 'vitest'
import { renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { dropDrafts } from '@/shared/ui/draft'
import { MakePage } from './make-page'
import { PlanList } from './plan-list'
import { PlanRoute } from './plan-view'
import { StatisticsPage } from './statistics-page'

// What one test typed is nothing to the next one.
afterEach(dropDrafts)

const row = {
  id: 'p1',
  kind: 'sweep',
  title: '辖区道路亮灯时间排查',
  unit: { id: 'u1', name: '潞湾街道办事处' },
  startsOn: '2026-11-20',
  endsOn: '2026-11-26',
  places: 3,
  seen: 2,
  late: 1,
  found: 1,
}

const page = {
  id: 'p1',
  kind: 'sweep',
  title: '辖区道路亮灯时间排查',
  unit: { id: 'u1', name: '潞湾街道办事处' },
  madeBy: '周主任',
  madeAt: '2026-11-20T01:00:00Z',
  classCode: '0407',
  className: '路灯',
  ofCase: { id: 'c1', number: '20261120-0000123-8' },
  startsOn: '2026-11-20',
  endsOn: '2026-11-26',
  checklist: ['按季节时间亮灯'],
  group: {
    members: [{ id: 'u2', name: '路灯管理中心' }],
    posts: [
      {
        no: 1,
        at: '2026-11-20T02:00:00Z',
        by: '路灯值班',
        unit: { id: 'u2', name: '路灯管理中心' },
        text: '明天起统一调整。',
      },
    ],
    mayPost: true,
  },
  mayPlan: true,
  openFindings: 1,
  undecided: 0,
  differencesLeft: 0,
  effect: {
    metres: 200,
    before: { from: '2026-11-13', days: 7, requests: 14 },
    during: { from: '2026-11-20', days: 3, requests: 3 },
    after: { from: '2026-11-27', days: 0, requests: 0 },
  },
  places: [
    {
      no: 1,
      name: '第1段路',
      lon: 116.4,
      lat: 39.9,
      inspectorId: 'i1',
      inspector: '孙巡',
      dueOn: '2026-11-26',
      looks: [],
    },
    {
      no: 2,
      name: '第2段路',
      lon: 116.4,
      lat: 39.9,
      looks: [
        {
          id: 'l1',
          at: '2026-11-21T10:15:00Z',
          by: '孙巡',
          result: 'found',
          answers: [false],
          note: '18:15才亮灯',
          found: { id: 'c2', number: '20261121-0000456-3' },
          photos: [],
          recordings: [],
        },
      ],
    },
  ],
}

const inspectors = [{ id: 'i1', name: '孙巡', unit: { id: 'u1', name: '潞湾街道办事处' } }]

test('each_plan_tells_how_many_places_were_seen_what_is_late_and_what_was_found', async () => {
  stubNetwork({
    'GET /api/session': sessionOf('viewPatrol', 'planPatrol'),
    'GET /api/patrol/plans': { items: [row] },
  })
  renderAt('/patrol', <PlanList />)
  expect(await screen.findByRole('link', { name: '辖区道路亮灯时间排查' })).toHaveProperty(
    'pathname',
    '/patrol/p1',
  )
  expect(screen.getByText('2 / 3')).toBeTruthy()
  expect(screen.getByText('1 处已过期')).toBeTruthy()
  expect(screen.getByRole('link', { name: '制定计划' })).toBeTruthy()
})

test('who_may_only_look_is_not_offered_to_make_one', async () => {
  stubNetwork({ 'GET /api/session': sessionOf('viewPatrol'), 'GET /api/patrol/plans': { items: [] } })
  renderAt('/patrol', <PlanList />)
  expect(await screen.findByText('没有巡查计划')).toBeTruthy()
  expect(screen.queryByRole('link', { name: '制定计划' })).toBeNull()
})

test('a_plan_shows_its_effect_by_the_day_what_was_seen_and_gives_places_to_an_inspector', async () => {
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewPatrol', 'planPatrol'),
    'GET /api/patrol/plans/p1': page,
    'GET /api/patrol/plans/inspectors': inspectors,
    'POST /api/patrol/plans/p1/assign': page,
  })
  renderAt(
    '/patrol/p1',
    <Routes>
      <Route path="/patrol/:id" element={<PlanRoute />} />
    </Routes>,
  )
  const effect = await screen.findByRole('table', { name: '点位周边 200 米的诉求量' })
  expect(within(effect).getByText('2.00')).toBeTruthy()
  expect(within(effect).getByText('还没有到')).toBeTruthy()
  expect(screen.getByRole('link', { name: '20261121-0000456-3' })).toHaveProperty('pathname', '/cases/c2')
  expect(screen.getByText('按季节时间亮灯：否')).toBeTruthy()

  await userEvent.click(screen.getByRole('checkbox', { name: '选择第2段路' }))
  await userEvent.click(screen.getByRole('combobox', { name: '把勾选的 1 处指派给' }))
  await userEvent.click(await screen.findByText('孙巡 · 潞湾街道办事处'))
  await userEvent.click(screen.getByRole('button', { name: /指\s?派/ }))
  const sent = () => made.find(({ url }) => url.endsWith('/assign'))
  await expect.poll(sent).toBeTruthy()
  expect(await sent()?.clone().json()).toEqual({ places: [2], inspectorId: 'i1' })
})

test('a_line_that_is_no_place_is_told_by_its_number_before_anything_is_sent', async () => {
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewPatrol', 'planPatrol'),
    'GET /api/patrol/plans/inspectors': [],
    'GET /api/patrol/plans/owners': [],
    'GET /api/classes': [],
    'GET /api/city': { streets: [] },
  })
  renderAt('/patrol/new?number=20261120-0000123-8', <MakePage />)
  expect(screen.getByLabelText(/由哪件诉求引起/)).toHaveProperty('value', '20261120-0000123-8')
  await userEvent.type(screen.getByLabelText('标题'), '汛前排查')
  await userEvent.type(screen.getByLabelText(/^点位/), '潞湾桥,116.4,39.9{enter}没有位置')
  await userEvent.click(screen.getByRole('button', { name: /下\s?达/ }))
  expect(await screen.findByText('第 2 行看不懂，应为：名称，经度，纬度')).toBeTruthy()
  expect(screen.getByText('请选择分类')).toBeTruthy()
  expect(made.some(({ method }) => method === 'POST')).toBe(false)
})

test('the figures of the patrol tell a share of nothing as nothing', async () => {
  const figures = {
    reported: 4,
    filed: 3,
    filingRate: 0.75,
    dispatchAccuracy: 0.6667,
    due: 0,
    handled: 0,
    inTime: 0,
    overdue: 0,
    reworked: 0,
    returned: 1,
    returnRate: 0.1,
    closed: 2,
    valid: 2,
    validRate: 0.5,
    acceptedInTimeRate: 0.7,
    filedRightRate: 2 / 3,
    filedInTimeRate: 0.9,
    handledRate: 0.25,
    toCheck: 4,
    checkedInTimeRate: 0.125,
    toClose: 5,
    closedRate: 0.8,
    closedInTimeRate: 0.6,
    toVerify: 3,
    verifiedInTimeRate: 2 / 3,
    confirmed: 1,
    missedRate: 0.25,
  }
  stubNetwork({
    'GET /api/session': sessionOf('viewPatrol'),
    'GET /api/patrol/statistics': {
      from: '2026-11-01',
      to: '2026-11-26',
      all: figures,
      rows: [{ key: 'i1', name: '孙巡', figures }],
    },
  })
  renderAt('/patrol/statistics', <StatisticsPage />)
  const row = await screen.findByRole('row', { name: /^孙巡/ })
  expect(
    within(row)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent),
  ).toEqual([
    '4',
    '2',
    '50.0%',
    '3',
    '75.0%',
    '70.0%',
    '66.7%',
    '90.0%',
    '66.7%',
    '0',
    '0',
    '25.0%',
    '0',
    '–',
    '–',
    '–',
    '1',
    '10.0%',
    '4',
    '12.5%',
    '2',
    '5',
    '80.0%',
    '60.0%',
    '3',
    '66.7%',
    '1',
    '25.0%',
  ])
})

test('those whom a plan concerns keep in touch in its group', async () => {
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewPatrol', 'postInPlan'),
    'GET /api/patrol/plans/p1': page,
    'GET /api/patrol/plans/inspectors': inspectors,
    'POST /api/patrol/plans/p1/posts': page,
  })
  renderAt(
    '/patrol/p1',
    <Routes>
      <Route path="/patrol/:id" element={<PlanRoute />} />
    </Routes>,
  )
  expect(await screen.findByText('明天起统一调整。')).toBeTruthy()
  expect(screen.getByText('路灯管理中心', { selector: '.mark' })).toBeTruthy()
  await userEvent.type(screen.getByLabelText('在群里说'), '收到')
  await userEvent.click(screen.getByRole('button', { name: /发\s?送/ }))
  const sent = () => made.find(({ url }) => url.endsWith('/posts'))
  await expect.poll(sent).toBeTruthy()
  expect(await sent()?.clone().json()).toEqual({ text: '收到' })
})

test('what is like the component of the case is proposed by itself, and what was typed stays', async () => {
  const lamp = (nth: number) => ({
    name: `路灯 ${nth}号`,
    lon: 116.4 + nth / 1000,
    lat: 39.9,
    component: `1101050101800000${nth}`,
  })
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewPatrol', 'planPatrol'),
    'GET /api/patrol/plans/inspectors': [],
    'GET /api/patrol/plans/owners': [{ id: 'o1', name: '赵组长' }],
    'GET /api/patrol/plans/near': {
      classCode: '0407',
      className: '路灯照明',
      component: '11010501018000001',
      near: [],
    },
    'GET /api/patrol/plans/kind': {
      className: '路灯',
      owner: { id: 'u1', name: '路灯管理中心' },
      within: '潞湾街道',
      more: false,
      places: [lamp(1), lamp(2)],
    },
    'GET /api/classes': [
      { code: '04', name: '城乡建设' },
      { code: '0407', name: '路灯照明', parent: '04' },
    ],
    'GET /api/city': { streets: [] },
    'POST /api/patrol/plans': page,
  })
  renderAt(
    '/patrol/new?number=20261120-0000123-8',
    <Routes>
      <Route path="/patrol/new" element={<MakePage />} />
      <Route path="/patrol/:id" element={<p>下达了</p>} />
    </Routes>,
  )
  expect(await screen.findByText('路灯，路灯管理中心，潞湾街道，2 个')).toBeTruthy()
  const asked = made.find(({ url }) => url.includes('/plans/kind'))
  expect(new URL(asked?.url ?? '').searchParams.get('yearsApart')).toBe('3')
  expect(screen.getByLabelText('标题')).toHaveProperty('value', '路灯照明举一反三排查')
  // Taken again, nothing is there twice.
  await userEvent.click(screen.getByRole('button', { name: /取点位/ }))
  await userEvent.click(screen.getByLabelText('负责人'))
  await userEvent.click(await screen.findByTitle('赵组长'))
  await userEvent.click(screen.getByRole('button', { name: /下\s?达/ }))
  const sent = () => made.find(({ method }) => method === 'POST')
  await expect.poll(sent).toBeTruthy()
  const typed = await sent()?.clone().json()
  expect(typed).toMatchObject({ kind: 'sweep', classCode: '0407', ownerId: 'o1' })
  expect(typed.places.map(({ component }: { component: string }) => component)).toEqual([
    '11010501018000001',
    '11010501018000002',
  ])
})

test('a hot place leads to a watch over it with class, title and place filled in', async () => {
  stubNetwork({
    'GET /api/session': sessionOf('viewPatrol', 'planPatrol'),
    'GET /api/patrol/plans': { items: [] },
    'GET /api/patrol/plans/inspectors': [],
    'GET /api/patrol/plans/owners': [],
    'GET /api/patrol/plans/hot': {
      days: 30,
      items: [
        {
          classCode: '0401',
          className: '垃圾清运',
          place: '南门',
          lon: 116.4,
          lat: 39.9,
          requests: 7,
          before: 2,
        },
      ],
    },
    'GET /api/classes': [],
    'GET /api/city': { streets: [] },
  })
  renderAt(
    '/patrol',
    <Routes>
      <Route path="/patrol" element={<PlanList />} />
      <Route path="/patrol/new" element={<MakePage />} />
    </Routes>,
  )
  const row = await screen.findByRole('row', { name: /南门/ })
  expect(
    within(row)
      .getAllByRole('cell')
      .slice(0, 3)
      .map(({ textContent }) => textContent),
  ).toEqual(['垃圾清运', '7', '2'])
  await userEvent.click(within(row).getByRole('link'))
  expect(await screen.findByLabelText('标题')).toHaveProperty('value', '南门垃圾清运重点巡查')
  expect(screen.getByLabelText(/^点位/)).toHaveProperty('value', '南门,116.400000,39.900000')
  expect(screen.getByText(/高发点位按间隔反复看/)).toBeTruthy()
})
