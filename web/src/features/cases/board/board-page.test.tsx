import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { caseRow, json, renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { BoardPage } from './board-page'

const counts = {
  queued: 0,
  dispatched: 0,
  signed: 0,
  suspended: 0,
  resolved: 0,
  closed: 0,
  late: 7,
  asked: 0,
  followUp: 0,
  control: 0,
  abuseSuspected: 0,
  dueToday: 1,
  dueTomorrow: 0,
}

test('each_case_stands_in_its_column_and_opens_beside_the_others_of_it', async () => {
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewCases'),
    'GET /api/units': [
      { id: 'u2', name: '潞湾街道办事处', parentId: null },
      { id: 'u3', name: '潞湾街道城市管理办公室', parentId: 'u2' },
    ],
    'GET /api/cases': (request: Request) => {
      const due = new URL(request.url).searchParams.get('due')
      return json({ items: due === 'today' ? [caseRow({ members: 2 })] : [], counts })
    },
  })
  renderAt('/board?unit=u3', <BoardPage />)
  const today = await screen.findByRole('region', { name: '今天到期 1' })
  const card = await within(today).findByRole('link', { name: /学校西门外没有路灯/ })
  expect(card.getAttribute('href')).toBe('/cases/c1?unit=u3&due=today')
  expect(card.textContent).toContain('主单 2 件')
  expect(within(await screen.findByRole('region', { name: '已超时 7' })).getByText('没有')).toBeTruthy()
  expect(await screen.findByRole('combobox', { name: '承办单位' })).toBeTruthy()
  const asked = made.map(({ url }) => new URL(url)).filter(({ pathname }) => pathname === '/api/cases')
  expect(asked.map(({ searchParams }) => searchParams.get('due')).sort()).toEqual([
    'late',
    'today',
    'tomorrow',
  ])
  expect(asked.every(({ searchParams }) => searchParams.get('unit') === 'u3')).toBe(true)
})

test('who_has_nobody_below_has_no_unit_to_choose', async () => {
  stubNetwork({
    'GET /api/session': sessionOf('viewCases'),
    'GET /api/units': [{ id: 'u2', name: '潞湾街道办事处', parentId: null }],
    'GET /api/cases': { items: [], counts },
  })
  renderAt('/board', <BoardPage />)
  expect((await screen.findAllByText('没有')).length).toBe(3)
  expect(screen.queryByRole('combobox')).toBeNull()
})
