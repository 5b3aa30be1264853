import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { json, renderAt, stubNetwork } from '@/shared/testing/stage'
import { LimitsPage } from './limits-page'

const limits = (version: number, amount = 24) => ({
  rows: [{ urgency: 'ordinary', step: 'contact', amount, unit: 'hour' }],
  workingDayEnds: '24:00',
  version,
})

const type = async (amount: string) => {
  const field = await screen.findByLabelText('一般 · 联系：数量')
  await userEvent.clear(field)
  await userEvent.type(field, amount)
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
}

test('limits_are_saved_on_the_version_that_was_looked_at_and_then_on_the_one_that_came_back', async () => {
  let saved = limits(7)
  const made = stubNetwork({
    'GET /api/settings/limits': () => json(saved),
    'PUT /api/settings/limits': async (request: Request) => {
      const { rows, version } = (await request.json()) as typeof saved
      saved = { ...limits(version + 1), rows }
      return json(saved)
    },
  })
  renderAt('/', <LimitsPage />)
  await type('20')
  expect(await screen.findByDisplayValue('20')).toBeTruthy()
  await type('30')
  await screen.findByDisplayValue('30')
  const sent = made.filter(({ method }) => method === 'PUT')
  expect(await Promise.all(sent.map(async (one) => ((await one.json()) as typeof saved).version))).toEqual([
    7, 8,
  ])
})

test('when_somebody_was_faster_their_limits_can_be_loaded', async () => {
  let version = 7
  stubNetwork({
    'GET /api/settings/limits': () => json(limits(version, version === 7 ? 24 : 48)),
    'PUT /api/settings/limits': () => {
      version = 8
      return json({ type: '/problems/changed-meanwhile', title: '这一项刚被别人改过。', status: 409 }, 409)
    },
  })
  renderAt('/', <LimitsPage />)
  await type('20')
  await userEvent.click(await screen.findByRole('button', { name: '载入最新内容' }))
  expect(await screen.findByDisplayValue('48')).toBeTruthy()
})
