import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { json, renderAt, stubNetwork } from '@/shared/testing/stage'
import { NumbersPage } from './numbers-page'

test('numbers_are_saved_as_one_on_the_version_that_was_looked_at', async () => {
  const saved = {
    rows: [
      { name: 'callBackTries', value: 3, least: 1, most: 10 },
      { name: 'handlings', value: 3, least: 2, most: 9 },
    ],
    version: 5,
  }
  const made = stubNetwork({
    'GET /api/settings/numbers': () => json(saved),
    'PUT /api/settings/numbers': async (request: Request) =>
      json({ ...((await request.json()) as typeof saved), version: 6 }),
  })
  renderAt('/', <NumbersPage />)
  const tries = await screen.findByLabelText('回访几次不通，可按未接通结案')
  expect(screen.getByRole('button', { name: '保存' })).toHaveProperty('disabled', true)
  expect(screen.getByText('1到10')).toBeTruthy()
  await userEvent.clear(tries)
  await userEvent.type(tries, '4')
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  await screen.findByText('已保存')
  const put = made.find(({ method }) => method === 'PUT')
  const sent = (await put?.json()) as typeof saved
  expect([sent.version, sent.rows.map(({ name, value }) => [name, value])]).toEqual([
    5,
    [
      ['callBackTries', 4],
      ['handlings', 3],
    ],
  ])
})
