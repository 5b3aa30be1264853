import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Route, Routes } from 'react-router'
import { expect, test } from 'vitest'
import { json, renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { FiguresPages } from '../figures/figures-pages'

const topic = {
  id: 't1',
  title: '混凝土搅拌站粉尘',
  place: '晴川社区',
  className: '扬尘污染',
  cases: 14,
  people: 9,
  heat: 8.74,
  trend: 'up',
  weeks: [0, 0, 0, 1, 0, 1, 1, 1, 2, 2, 3, 3],
  first: '2026-10-02T08:00:00+08:00',
  last: '2026-11-19T08:00:00+08:00',
}
const search = { at: '2026-11-20T03:00:00+08:00', messages: 812, ofMessages: 815, topics: 21 }
const page = {
  topic,
  classCode: '0603',
  places: [
    { name: '晴川社区', cases: 9, lon: 116.7, lat: 39.9 },
    { name: '芦塘路', cases: 2 },
  ],
  items: [
    {
      id: 'c1',
      number: '20261119-0000123-8',
      state: 'signed',
      className: '扬尘污染',
      unit: { id: 'u3', name: '潞湾街道办事处' },
      receivedAt: '2026-11-19T08:00:00+08:00',
      summary: '搅拌站粉尘很大',
    },
    {
      id: 'c2',
      number: '20261002-0000011-4',
      state: 'closed',
      className: '扬尘污染',
      unit: { id: 'u3', name: '潞湾街道办事处' },
      receivedAt: '2026-10-02T08:00:00+08:00',
      summary: '',
    },
  ],
}

const show = (at: string, ...operations: Parameters<typeof sessionOf>) => {
  const made = stubNetwork({
    'GET /api/session': sessionOf(...operations),
    'GET /api/cases/topics': { search, days: 90, items: [topic] },
    'GET /api/cases/topics/t1': page,
    'POST /api/cases/topics/find': () => json(search),
    'GET /api/city': {},
  })
  renderAt(
    at,
    <Routes>
      <Route path="/figures/*" element={<FiguresPages />} />
    </Routes>,
  )
  return made
}

test('a_topic_tells_how_many_where_how_hot_and_whether_it_grows', async () => {
  const made = show('/figures/topics', 'viewFigures', 'findTopics')
  const row = (await screen.findByRole('link', { name: topic.title })).closest('tr') as HTMLElement
  expect(row.textContent).toContain('晴川社区 · 扬尘污染')
  expect(row.textContent).toContain('1498.7')
  expect(row.textContent).toContain('↑ 上升')
  expect(within(row).getByRole('img', { name: /0 0 0 1 0 1 1 1 2 2 3 3/ })).toBeTruthy()
  expect(screen.getByRole('status').textContent).toContain('看了最近 90 天的 812 件诉求')
  expect(screen.queryByRole('link', { name: '导出' })).toBeNull()

  await userEvent.click(screen.getByRole('button', { name: '现在查找' }))
  expect(await screen.findByText('找到 21 组')).toBeTruthy()
  expect(made.some(({ method }) => method === 'POST')).toBe(true)
})

test('who_may_not_have_them_found_is_offered_no_key_and_who_may_export_is', async () => {
  show('/figures/topics', 'viewFigures', 'exportCases')
  const link = await screen.findByRole('link', { name: '导出' })
  expect(link.getAttribute('href')).toBe('/api/cases/topics/export')
  expect(screen.queryByRole('button', { name: '现在查找' })).toBeNull()
})

test('a_topic_opens_its_cases_and_a_watch_with_its_places_filled_in', async () => {
  show('/figures/topics/t1', 'viewFigures', 'planPatrol')
  expect(await screen.findByText(/14 件诉求，9 位诉求人/)).toBeTruthy()
  expect(screen.getByRole('link', { name: '20261119-0000123-8' }).getAttribute('href')).toBe('/cases/c1')
  expect(screen.getByText('（内容已删除）')).toBeTruthy()
  const watch = await screen.findByRole('link', { name: '据此安排重点巡查' })
  const plan = new URL(watch.getAttribute('href') ?? '', 'http://desk')
  expect(plan.pathname).toBe('/patrol/new')
  expect(Object.fromEntries(plan.searchParams)).toEqual({
    kind: 'watch',
    title: '重点巡查：混凝土搅拌站粉尘',
    class: '0603',
    places: '晴川社区,116.700000,39.900000',
    topic: 't1',
  })
})
