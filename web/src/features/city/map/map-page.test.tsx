import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { caseRow, json, renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { dateWords } from '@/shared/time/civil-time'
import { MapPage } from './map-page'

const item = (changes: object) => ({
  id: 'c1',
  number: '20261120-0000123-8',
  state: 'signed',
  className: '路灯照明',
  urgency: 'ordinary',
  danger: false,
  placeName: '芦塘路',
  unitName: '潞湾街道城市管理办公室',
  receivedAt: '2026-11-20T08:00:00+08:00',
  dueAt: '2026-11-27T08:00:00+08:00',
  lon: 116.7,
  lat: 39.9,
  ...changes,
})

const network = (extra: object = {}) =>
  stubNetwork({
    'GET /api/session': sessionOf('viewCases', 'viewComponents'),
    'GET /api/city': {
      name: '澄川市',
      bbox: [116.6, 39.8, 116.8, 40],
      streets: [{ id: 's1', name: '潞湾街道', detailed: true, bbox: [116.69, 39.89, 116.71, 39.91] }],
    },
    'GET /api/cases/map': {
      items: [
        item({}),
        item({ id: 'c2', className: '占道经营', dueAt: '2026-11-21T08:00:00+08:00' }),
        item({ id: 'c3', className: '垃圾清运', state: 'resolved', dueAt: undefined }),
      ],
      more: false,
    },
    'GET /api/cases': { items: [caseRow({ id: 'c1' })], more: false },
    'GET /api/city/components/map': {
      items: [
        {
          id: 'k1',
          code: '99010101018000001',
          classCode: '01018',
          className: '路灯',
          classNameEn: 'Street lamp',
          name: '路灯',
          state: 'damaged',
          since: '2026-11-01T08:00:00+08:00',
          lon: 116.7,
          lat: 39.9,
        },
      ],
      more: true,
    },
    'GET /api/component-classes': [
      {
        scheme: 'gbt47678',
        code: '01',
        name: '公用设施',
        nameEn: 'Utilities',
        colour: 'slate',
        from: '2000-01-01',
      },
      {
        scheme: 'gbt47678',
        code: '02',
        name: '道路交通',
        nameEn: 'Traffic',
        colour: 'blue',
        from: '2000-01-01',
      },
    ],
    ...extra,
  })

const names = () =>
  screen.getAllByRole('rowheader').map((cell) => within(cell).getByRole('button').textContent)

test('the_list_tells_cases_and_components_in_view_sorts_them_and_says_that_there_are_more', async () => {
  const made = network()
  renderAt('/map?view=list&day=2026-11-19', <MapPage />)
  await screen.findByRole('button', { name: '路灯' })
  // What is due first stands first; what has no deadline any more comes after it, the longest unchanged first.
  expect(names()).toEqual(['占道经营', '路灯照明', '路灯', '垃圾清运'])
  await userEvent.click(screen.getByRole('button', { name: '类别' }))
  expect(screen.getByRole('columnheader', { name: /类别/ }).getAttribute('aria-sort')).toBe('ascending')
  expect(names().at(-1)).toBe('路灯')
  await userEvent.click(screen.getByRole('button', { name: /类别/ }))
  expect(names()[0]).toBe('路灯')
  expect(screen.getByText(/范围内还有更多/)).toBeTruthy()
  const asked = made.map(({ url }) => new URL(url)).filter(({ pathname }) => pathname.endsWith('/map'))
  expect(asked.map(({ searchParams }) => searchParams.get('day'))).toEqual(['2026-11-19', '2026-11-19'])
  expect(asked[0]?.searchParams.get('bbox')).toBe('116.69,39.89,116.71,39.91')
})

test('a_component_is_chosen_and_tells_its_cases_those_near_it_apart_and_the_way_to_its_record', async () => {
  network()
  renderAt('/map?view=list', <MapPage />)
  await userEvent.click(await screen.findByRole('button', { name: '路灯' }))
  const panel = screen.getByRole('region', { name: '选中的地方' })
  expect(document.activeElement).toBe(panel)
  expect(within(panel).getByText('破损')).toBeTruthy()
  expect(await within(panel).findByText('关于它的诉求')).toBeTruthy()
  await within(panel).findByRole('link', { name: '占道经营' })
  // What is about it is not told again as something near it.
  expect(
    within(panel)
      .getAllByRole('link')
      .map((link) => link.getAttribute('href')),
  ).toEqual(['/components/k1', '/cases/c1', '/cases/c2', '/cases/c3'])
  await userEvent.click(within(panel).getByRole('button', { name: '关闭' }))
  expect(screen.queryByRole('region', { name: '选中的地方' })).toBeNull()
})

test('a_layer_that_is_switched_off_leaves_the_list', async () => {
  network()
  renderAt('/map?view=list', <MapPage />)
  await screen.findByRole('button', { name: '路灯' })
  await userEvent.click(screen.getByRole('switch', { name: '部件' }))
  expect(screen.queryByRole('button', { name: '路灯' })).toBeNull()
  expect(screen.getByRole('button', { name: '路灯照明' })).toBeTruthy()
})

test('classes_states_and_time_left_are_switched_off_in_the_legend_and_stay_in_the_address', async () => {
  const made = network()
  renderAt('/map?view=list', <MapPage />)
  await screen.findByRole('button', { name: '路灯' })
  await userEvent.click(screen.getByRole('checkbox', { name: '道路交通' }))
  await userEvent.click(screen.getByRole('checkbox', { name: '丢失' }))
  await userEvent.click(screen.getByRole('checkbox', { name: '已反馈结果' }))
  expect(screen.queryByRole('button', { name: '垃圾清运' })).toBeNull()
  expect(screen.getByRole('button', { name: '路灯照明' })).toBeTruthy()
  const asked = made
    .map(({ url }) => new URL(url))
    .filter(({ pathname }) => pathname.includes('components/map'))
  expect(asked.at(-1)?.searchParams.get('classes')).toBe('01')
  expect(asked.at(-1)?.searchParams.get('states')).toBe('intact,damaged,abandoned')
})

test('cases_are_coloured_and_switched_off_by_state_which_stays_in_the_address', async () => {
  network()
  renderAt('/map?view=list&colour=byState', <MapPage />)
  await screen.findByRole('button', { name: '路灯照明' })
  expect(screen.queryByRole('checkbox', { name: '已超时' })).toBeNull()
  await userEvent.click(screen.getByRole('checkbox', { name: '办理中' }))
  expect(screen.queryByRole('button', { name: '路灯照明' })).toBeNull()
  expect(screen.getByRole('button', { name: '垃圾清运' })).toBeTruthy()
  await userEvent.click(screen.getByText('剩余时间'))
  expect(screen.getByRole('checkbox', { name: '已反馈结果' })).toBeTruthy()
  expect(screen.getByRole('button', { name: '路灯照明' })).toBeTruthy()
})

test('cases_are_coloured_and_switched_off_by_age_as_of_the_day_that_is_shown', async () => {
  network({
    'GET /api/cases/map': {
      items: [
        item({}),
        item({ id: 'c2', className: '占道经营', receivedAt: '2026-11-01T08:00:00+08:00' }),
        item({ id: 'c3', className: '垃圾清运', state: 'resolved', receivedAt: '2026-11-01T08:00:00+08:00' }),
      ],
      more: false,
    },
  })
  renderAt('/map?view=list&colour=byAge&day=2026-11-20', <MapPage />)
  await screen.findByRole('button', { name: '占道经营' })
  expect(screen.queryByRole('checkbox', { name: '已超时' })).toBeNull()
  await userEvent.click(screen.getByRole('checkbox', { name: '登记超过 7 天' }))
  expect(screen.queryByRole('button', { name: '占道经营' })).toBeNull()
  expect(screen.getByRole('button', { name: '垃圾清运' })).toBeTruthy()
  await userEvent.click(screen.getByRole('checkbox', { name: '登记 1 天以内' }))
  expect(screen.queryByRole('button', { name: '路灯照明' })).toBeNull()
  // How much time was left then nobody can tell: a past day is coloured by state where it is not by age.
  expect(screen.queryByText('剩余时间')).toBeNull()
  await userEvent.click(screen.getByText('办理状态'))
  expect(screen.getByRole('button', { name: '占道经营' })).toBeTruthy()
  expect(screen.getByRole('checkbox', { name: '办理中' })).toBeTruthy()
  expect(screen.queryByRole('checkbox', { name: '已超时' })).toBeNull()
  expect(screen.getByText(/过去的一天按当天的办理状态显示/)).toBeTruthy()
})

test('who_is_on_duty_is_asked_only_when_it_is_switched_on_and_not_for_a_past_day', async () => {
  const made = network({
    'GET /api/session': sessionOf('viewCases', 'viewTrack'),
    'GET /api/patrol/on-duty': [
      {
        shiftId: 's1',
        inspectorName: '陈巡',
        unitName: '潞湾街道办事处',
        startedAt: '2026-11-20T08:00:00+08:00',
        at: '2026-11-20T09:00:00+08:00',
        lon: 116.7,
        lat: 39.9,
        accuracyMetres: 8,
      },
    ],
  })
  const looks = () => made.filter(({ url }) => url.endsWith('/api/patrol/on-duty')).length
  renderAt('/map?view=list', <MapPage />)
  await screen.findByRole('button', { name: '路灯照明' })
  expect(looks()).toBe(0)
  await userEvent.click(screen.getByRole('switch', { name: '在岗巡查员' }))
  expect(await screen.findByRole('button', { name: '陈巡' })).toBeTruthy()
  expect(looks()).toBe(1)
})

test('risk_points_that_are_published_are_a_layer_that_is_switched_on', async () => {
  network({
    'GET /api/session': sessionOf('viewCases', 'viewReferenceData'),
    'GET /api/risk-points': {
      layers: [
        {
          id: 'r1',
          title: '汛期积水点',
          version: 2,
          publishedOn: '2026-06-01',
          points: [{ name: '柳荫路铁路桥下', lon: 116.7, lat: 39.9 }],
        },
      ],
    },
  })
  renderAt('/map?view=list', <MapPage />)
  await screen.findByRole('button', { name: '路灯照明' })
  await userEvent.click(screen.getByRole('switch', { name: '风险点位' }))
  await userEvent.click(await screen.findByRole('button', { name: '柳荫路铁路桥下' }))
  const panel = screen.getByRole('region', { name: '选中的地方' })
  expect(within(panel).getByText('汛期积水点')).toBeTruthy()
  expect(within(panel).getByText(`${dateWords('2026-06-01', new Date())}公布`)).toBeTruthy()
})

test('a_number_finds_its_case_and_an_address_its_place', async () => {
  network({
    'GET /api/city/components/map': { items: [], more: false },
    'GET /api/city/places': [
      { id: 'b1', kind: 'building', name: '潞湾路2号', within: '芦塘社区', lon: 116.7, lat: 39.9 },
    ],
    'GET /api/cases/map': (request: Request) =>
      json({
        items: new URL(request.url).searchParams.get('q') ? [item({ className: '找到的诉求' })] : [],
        more: false,
      }),
  })
  renderAt('/map?view=list', <MapPage />)
  const search = await screen.findByRole('combobox', { name: '查找地点、部件或诉求' })
  await userEvent.type(search, '潞湾路')
  await userEvent.click(await screen.findByText('潞湾路2号'))
  expect(await screen.findByRole('region', { name: '选中的地方' })).toBeTruthy()
  await userEvent.clear(search)
  await userEvent.type(search, '20261120-0000123-8')
  await screen.findByText('找到的诉求')
  // Without its hyphens it looks like an identifier, and nothing has that one.
  await userEvent.clear(search)
  await userEvent.type(search, '2026112000001238')
  await userEvent.click(await screen.findByText('找到的诉求'))
  expect(screen.getByRole('link', { name: '打开诉求' })).toBeTruthy()
})
