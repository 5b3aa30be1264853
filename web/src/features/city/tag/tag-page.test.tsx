import { screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { sessionOf } from '@/shared/testing/stage'
import { dateWords } from '@/shared/time/civil-time'
import { TagPage } from './tag-page'

const path = 'GET /api/components/tags/11010501074000001'
const tag = {
  code: '11010501074000001',
  class: { code: '01074', name: '充电桩', nameEn: 'Charging point' },
  name: '充电桩',
  state: 'intact',
  lon: 116.4,
  lat: 39.9,
  street: '潞湾街道',
  authority: '潞湾街道办事处',
  prices: {
    now: { kind: 'peak', from: '10:00:00', until: '15:00:00', energyFen: 80, serviceFen: 45 },
    day: [
      { kind: 'flat', from: '00:00:00', until: '10:00:00', energyFen: 60, serviceFen: 45 },
      { kind: 'peak', from: '10:00:00', until: '15:00:00', energyFen: 80, serviceFen: 45 },
      { kind: 'flat', from: '15:00:00', until: '00:00:00', energyFen: 60, serviceFen: 45 },
    ],
    parkingFen: 0,
    from: '2026-10-01',
    coming: {
      from: '2026-12-01',
      day: [{ from: '00:00:00', until: '00:00:00', energyFen: 70, serviceFen: 40 }],
      parkingFen: 200,
    },
  },
}

test('a scanned charger tells whose it is and what it costs, and a fault is told with a touch', async () => {
  stubNetwork({
    [path]: { status: 200, body: tag },
    'GET /api/requests/components/11010501074000001': { body: { known: true } },
  })
  const onReport = vi.fn()
  const { person } = draw(<TagPage code={tag.code} onReport={onReport} />)
  expect(await screen.findByRole('heading', { name: '充电桩' })).toBeTruthy()
  expect(screen.getByText('现在 1.25 元/度')).toBeTruthy()
  expect(screen.getByText(/到 15:00 为止/)).toBeTruthy()
  const [today] = screen.getAllByRole('table')
  const rows = within(today as HTMLElement).getAllByRole('row')
  expect(rows.map(({ textContent }) => textContent)).toEqual([
    '时段峰谷电费服务费合计（元/度）',
    '00:00–10:00平段0.600.451.05',
    '10:00–15:00 现在高峰0.800.451.25',
    '15:00–24:00平段0.600.451.05',
  ])
  expect(rows[2]?.getAttribute('aria-current')).toBe('time')
  expect(screen.getByText('停车不收费')).toBeTruthy()
  expect(screen.getAllByText(`${dateWords('2026-12-01', new Date())}起的新价`)).toHaveLength(2)
  expect(screen.getByText('潞湾街道办事处')).toBeTruthy()
  expect(await screen.findByText(/已有人反映/)).toBeTruthy()
  await person.click(screen.getByRole('button', { name: '坏了，不能用' }))
  expect(onReport).toHaveBeenCalledWith({
    text: '充电桩坏了，不能用。',
    place: '潞湾街道',
    at: [116.4, 39.9],
    component: '11010501074000001',
  })
})

test('of what strangers are not told the place there is no map, and a fault is told all the same', async () => {
  const { lon: _, lat: __, street: ___, authority: ____, prices: _____, ...withheld } = tag
  stubNetwork({ [path]: { status: 200, body: { ...withheld, owner: '澄川市燃气集团' } } })
  const onReport = vi.fn()
  const { person } = draw(<TagPage code={tag.code} onReport={onReport} />)
  expect(await screen.findByText('澄川市燃气集团')).toBeTruthy()
  expect(screen.getByText(/具体位置不向社会公开/)).toBeTruthy()
  await person.click(screen.getByRole('button', { name: '不安全' }))
  expect(onReport).toHaveBeenCalledWith({
    text: '充电桩不安全。',
    place: '',
    at: undefined,
    component: tag.code,
  })
})

test('an identifier that nothing has is told in words', async () => {
  stubNetwork({
    [path]: { status: 404, body: { type: '/problems/unknown-component', title: '没有', status: 404 } },
  })
  draw(<TagPage code={tag.code} onReport={vi.fn()} />)
  expect(await screen.findByText(/没有这个标识码的部件/)).toBeTruthy()
})

test('whoever is signed in sees besides what happened to it and may add a photo', async () => {
  stubNetwork({
    [path]: { body: tag },
    'GET /api/session': { body: sessionOf('viewComponents', 'photographComponents') },
    'GET /api/components': { body: { items: [{ id: 'k1', code: tag.code }], total: 1 } },
    'GET /api/components/k1': {
      body: {
        id: 'k1',
        photographable: true,
        photos: [],
        history: [
          {
            version: 1,
            change: 'added',
            state: 'intact',
            name: '充电桩',
            reason: '新装验收',
            from: '2026-11-01T08:00:00+08:00',
          },
        ],
      },
    },
  })
  draw(<TagPage code={tag.code} onReport={vi.fn()} />)
  expect(await screen.findByText(/新装验收/)).toBeTruthy()
  expect(screen.getByLabelText(/拍照/)).toBeTruthy()
  expect(screen.getByRole('link', { name: '打开登记信息' }).getAttribute('href')).toBe('/desk/components/k1')
})
