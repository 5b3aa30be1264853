import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { renderAt, stubNetwork } from '@/shared/testing/stage'
import { emptyCall } from './call'
import { PlaceReading } from './place-reading'
import { PointAddress } from './point-address'
import { Several } from './several'

// Words are looked at once somebody has paused.
const patient = { timeout: 10_000 }
const call = { ...emptyCall, text: '潞湾家园门口的路灯坏了三天。另外小区垃圾桶满了没人清运。' }
const reading = (...reasons: { code: string; text: string }[]) => ({
  'POST /api/dispatch/explain': { reasons: [{ code: 'class-read', text: '诉求分类：路灯' }, ...reasons] },
})

test('a_pin_is_told_in_words_with_its_code_its_cell_and_the_nearest_component_and_can_be_taken', async () => {
  const taken = vi.fn()
  const made = stubNetwork({
    'GET /api/city/point': {
      words: '潞湾区潞湾街道晴川社区潞湾家园3号楼',
      community: { code: '990101001001', name: '晴川社区' },
      grid: '99010100100101',
      component: { code: '99010101018000007', name: '三号路灯', metres: 7.6 },
    },
  })
  renderAt('/', <PointAddress point={[116.7, 39.9]} onWords={taken} />)
  const told = await screen.findByRole('status')
  for (const words of ['潞湾家园3号楼', '990101001001', '99010100100101', '三号路灯', '8 米'])
    expect(told.textContent).toContain(words)
  expect(new URL(made[0]?.url ?? '').search).toBe('?lon=116.7&lat=39.9')
  await userEvent.click(screen.getByRole('button'))
  expect(taken).toHaveBeenCalledWith('潞湾区潞湾街道晴川社区潞湾家园3号楼')
})

test('a_pin_outside_the_city_is_told_to_be_so', async () => {
  const title = '这个点不在本市范围内。'
  stubNetwork({
    'GET /api/city/point': () =>
      new Response(JSON.stringify({ type: '/problems/outside-city', title, status: 422 }), { status: 422 }),
  })
  renderAt('/', <PointAddress point={[0, 0]} onWords={() => {}} />)
  expect(await screen.findByText(title)).toBeTruthy()
})

test('several_demands_are_told_with_class_and_unit_and_that_they_are_split_later', async () => {
  const made = stubNetwork({
    'POST /api/cases/demands': [
      {
        text: '潞湾家园门口的路灯坏了三天。',
        classCode: '0407',
        className: '路灯照明',
        unit: { id: 'u1', name: '城管办' },
      },
      { text: '另外小区垃圾桶满了没人清运。', classCode: '0501', className: '垃圾清运' },
    ],
  })
  renderAt('/', <Several call={call} />)
  expect(await screen.findByText('路灯照明 · 城管办', undefined, patient)).toBeTruthy()
  expect(screen.getByText('垃圾清运 · 由人派单')).toBeTruthy()
  expect(screen.getByText(/先登记成一件/)).toBeTruthy()
  expect(await made[0]?.json()).toEqual({ text: call.text })
})

test('what_is_short_or_classed_by_a_person_is_not_looked_at_for_several_demands', async () => {
  const made = stubNetwork({ 'POST /api/cases/demands': [] })
  renderAt('/', <Several call={{ ...call, classCode: '0407' }} />)
  renderAt('/', <Several call={{ ...call, text: '路灯坏了' }} />)
  await new Promise((done) => setTimeout(done, 1_000))
  expect(made).toEqual([])
})

test('where_words_and_pin_disagree_it_is_told_to_be_looked_at_and_so_are_both_sides_of_a_border', async () => {
  const conflict = '定位点在晴川社区，文字提到湾畔家园，两处不一致。'
  const border = '离潞湾街道与双桥街道的边界不到30米：这一侧归潞湾街道办事处，那一侧归双桥街道办事处。'
  const made = stubNetwork(
    reading({ code: 'place-conflict', text: conflict }, { code: 'place-border', text: border }),
  )
  renderAt('/', <PlaceReading call={{ ...call, place: '湾畔家园', point: [116.7, 39.9] }} />)
  const list = await screen.findByRole('list', { name: '地点核对' }, patient)
  expect(list.textContent).toContain(conflict)
  expect(list.textContent).toContain(border)
  expect(screen.getAllByText('请核对')).toHaveLength(2)
  expect(list.textContent).not.toContain('诉求分类')
  expect(await made[0]?.json()).toEqual({ text: call.text, place: '湾畔家园', lon: 116.7, lat: 39.9 })
})

test('where_they_agree_it_is_told_without_a_mark', async () => {
  stubNetwork(reading({ code: 'place-pin', text: '定位点在晴川社区，与文字所说一致。' }))
  renderAt('/', <PlaceReading call={{ ...call, point: [116.7, 39.9] }} />)
  expect(await screen.findByText(/与文字所说一致/, undefined, patient)).toBeTruthy()
  expect(screen.queryByText('请核对')).toBeNull()
})
