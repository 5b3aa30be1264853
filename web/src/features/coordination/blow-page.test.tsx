import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { caseRow, json, renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { BlowPage } from './blow-page'
import { whistlePage } from './stage'

const units = [
  { id: 'u2', name: '公安分局', shortName: '公安', kind: 'department' },
  { id: 'u3', name: '热力集团', shortName: '热力', kind: 'utility' },
]
const burstPipe = {
  code: 'burst-pipe',
  name: '水暖管爆裂',
  kind: 'emergency',
  reportByMinutes: 30,
  escalateMinutes: 30,
  checklist: [],
  inUse: true,
  version: 1,
  units: [],
  here: units.map(({ id, name }) => ({ id, name })),
}

const show = (post: (request: Request) => Response) => {
  const made = stubNetwork({
    'GET /api/settings/whistle-templates': [burstPipe],
    'GET /api/units': units,
    'GET /api/session': sessionOf('blowWhistle'),
    'GET /api/cases': (request: Request) =>
      json({
        items:
          new URL(request.url).searchParams.get('q') === '芦塘路'
            ? [caseRow({ id: 'c2', number: 'N2' })]
            : [],
      }),
    'POST /api/whistles': post,
  })
  renderAt('/whistles/new?case=c1&number=N1', <BlowPage />)
  return made
}

test('a_template_fills_in_who_is_called_and_one_press_blows', async () => {
  const made = show(() => json(whistlePage()))
  await screen.findByText('为诉求 N1 吹哨')
  await userEvent.click(screen.getByRole('combobox', { name: '预案' }))
  await userEvent.click(await screen.findByText('水暖管爆裂'))
  expect(await screen.findByText('公安分局')).toBeTruthy()
  expect(screen.getByLabelText('吹哨事项')).toHaveProperty('value', '水暖管爆裂')
  await userEvent.click(screen.getByRole('button', { name: '现在吹哨' }))
  await expect.poll(() => made.some(({ method }) => method === 'POST')).toBe(true)
  const sent = (await made.find(({ method }) => method === 'POST')?.json()) as {
    cases: string[]
    template: string
    units: { unitId: string }[]
  }
  expect(sent.cases).toEqual(['c1'])
  expect(sent.template).toBe('burst-pipe')
  expect(sent.units.map(({ unitId }) => unitId)).toEqual(['u2', 'u3'])
})

test('more_open_cases_of_the_own_unit_are_found_by_words_and_chosen_beside_the_first', async () => {
  const made = show(() => json(whistlePage()))
  await userEvent.click(await screen.findByRole('combobox', { name: '预案' }))
  await userEvent.click(await screen.findByText('水暖管爆裂'))
  await userEvent.type(screen.getByRole('combobox', { name: /相关诉求/ }), '芦塘路')
  await userEvent.click(await screen.findByText(/芦塘路 · 学校西门外/))
  await userEvent.click(screen.getByRole('button', { name: '现在吹哨' }))
  await expect.poll(() => made.some(({ method }) => method === 'POST')).toBe(true)
  const sent = (await made.find(({ method }) => method === 'POST')?.json()) as { cases: string[] }
  expect(sent.cases).toEqual(['c1', 'c2'])
  const asked = made.filter(({ url }) => new URL(url).pathname === '/api/cases').at(-1)
  expect(new URL(asked?.url ?? '').searchParams.get('unit')).toBe('u2')
})

test('without_units_nothing_is_sent_and_the_words_stay', async () => {
  const made = show(() => json(whistlePage()))
  await userEvent.type(await screen.findByLabelText('吹哨事项'), '路口一片漆黑')
  await userEvent.click(screen.getByRole('button', { name: '现在吹哨' }))
  expect(await screen.findByText('请选择要到场的单位')).toBeTruthy()
  expect(made.some(({ method }) => method === 'POST')).toBe(false)
  expect(screen.getByLabelText('吹哨事项')).toHaveProperty('value', '路口一片漆黑')
})
