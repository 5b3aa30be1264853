import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { casePage, renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { CaseDetail } from './case-detail'

const demands = [
  { text: '路灯坏了三天。', classCode: '0407', className: '路灯照明', unit: { id: 'u1', name: '城管委' } },
  { text: '垃圾没人清运。', classCode: '1001', className: '垃圾清运', unit: null },
]

const show = (found: typeof demands, operations: 'splitCase'[] = ['splitCase']) => {
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewCases', 'splitCase'),
    'GET /api/units': [],
    'GET /api/classes': [],
    'GET /api/cases/d1': casePage({ id: 'd1', state: 'queued', text: '两件事', operations }),
    'GET /api/cases/d1/demands': found,
    'POST /api/cases/d1/split': casePage({ id: 'd1', state: 'closed', operations: [] }),
  })
  renderAt('/', <CaseDetail id="d1" />)
  return made
}

test('several_demands_are_shown_with_class_and_unit_and_fill_the_split_which_a_person_sends', async () => {
  const made = show(demands)
  expect(await screen.findByText('这里好像说了几件事')).toBeTruthy()
  expect(screen.getByText('路灯照明 · 城管委')).toBeTruthy()
  expect(screen.getByText('垃圾清运 · 由人派单')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '照此填好拆单' }))
  expect(made.some(({ method }) => method === 'POST')).toBe(false)
  const texts = screen.getAllByLabelText<HTMLTextAreaElement>('说的是什么事').map(({ value }) => value)
  expect(texts).toEqual(['路灯坏了三天。', '垃圾没人清运。'])
  const keys = screen.getAllByRole('button', { name: '拆单' })
  await userEvent.click(keys[keys.length - 1] as HTMLElement)
  const sent = made.find(({ method }) => method === 'POST')
  expect(await sent?.json()).toEqual({
    parts: [
      { text: '路灯坏了三天。', classCode: '0407', unitId: 'u1' },
      { text: '垃圾没人清运。', classCode: '1001' },
    ],
  })
})

test('one_demand_and_a_case_that_may_not_be_split_show_nothing', async () => {
  show([])
  await screen.findByText('两件事')
  expect(screen.queryByText('这里好像说了几件事')).toBeNull()
})

test('nothing_is_asked_where_it_may_not_be_split', async () => {
  const made = show(demands, [])
  await screen.findByText('两件事')
  expect(made.some(({ url }) => url.includes('demands'))).toBe(false)
})
