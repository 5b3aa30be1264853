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
  expect(screen.getByText('1 到 10')).toBeTruthy()
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

const numbers = {
  rows: [
    { name: 'extensions', value: 2, least: 0, most: 10 },
    { name: 'whistleDays', value: 30, least: 1, most: 365 },
    { name: 'proofOfSolved', value: 0, least: 0, most: 1 },
    { name: 'ofTomorrow', value: 7, least: 1, most: 9 },
  ],
  version: 1,
}

test('numbers_stand_in_groups_and_a_word_finds_them_there', async () => {
  stubNetwork({ 'GET /api/settings/numbers': () => json(numbers) })
  renderAt('/', <NumbersPage />)
  await screen.findByRole('heading', { name: '办理' })
  const headings = () => screen.getAllByRole('heading').map(({ textContent }) => textContent)
  // One that no group knows is not lost.
  expect(headings()).toEqual(['办理', '吹哨报到', '其他'])
  const find = screen.getByRole('textbox', { name: '查找，如：延期' })
  await userEvent.type(find, '吹哨')
  expect(headings()).toEqual(['吹哨报到'])
  await userEvent.clear(find)
  await userEvent.type(find, '延期')
  expect(screen.getAllByRole('spinbutton')).toHaveLength(1)
  await userEvent.type(find, '没有的词')
  expect(screen.getByText('没有找到')).toBeTruthy()
})

test('a_number_that_is_yes_or_no_is_a_switch', async () => {
  const made = stubNetwork({
    'GET /api/settings/numbers': () => json(numbers),
    'PUT /api/settings/numbers': async (request: Request) =>
      json({ ...((await request.json()) as typeof numbers), version: 2 }),
  })
  renderAt('/', <NumbersPage />)
  await userEvent.click(await screen.findByRole('switch', { name: /要照片/ }))
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  await screen.findByText('已保存')
  const sent = (await made.find(({ method }) => method === 'PUT')?.json()) as typeof numbers
  expect(sent.rows.map(({ value }) => value)).toEqual([2, 30, 1, 7])
})
