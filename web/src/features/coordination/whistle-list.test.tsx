import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { whistleRow } from './stage'
import { WhistleList } from './whistle-list'

test('each_whistle_tells_who_has_come_and_what_is_late', async () => {
  stubNetwork({
    'GET /api/session': sessionOf('viewWhistles', 'blowWhistle'),
    'GET /api/whistles': { items: [whistleRow()] },
  })
  renderAt('/whistles', <WhistleList />)
  expect(await screen.findByRole('link', { name: '小学西门外没有路灯' })).toHaveProperty(
    'pathname',
    '/whistles/w1',
  )
  expect(screen.getByText('1 / 4')).toBeTruthy()
  expect(screen.getByText('待完成 2 项 · 超期 1 项')).toBeTruthy()
  expect(screen.getByText('已升级')).toBeTruthy()
  expect(screen.getByRole('link', { name: '吹哨' })).toBeTruthy()
})

test('an_empty_list_says_how_one_is_blown_and_offers_it_only_to_who_may', async () => {
  stubNetwork({ 'GET /api/session': sessionOf('viewWhistles'), 'GET /api/whistles': { items: [] } })
  renderAt('/whistles', <WhistleList />)
  expect(await screen.findByText('现在没有吹哨')).toBeTruthy()
  expect(screen.queryByRole('link', { name: '吹哨' })).toBeNull()
})

test('a_part_of_the_list_is_asked_of_the_server', async () => {
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewWhistles'),
    'GET /api/whistles': { items: [] },
  })
  renderAt('/whistles?part=verify', <WhistleList />)
  await screen.findByText('现在没有吹哨')
  await userEvent.click(screen.getByRole('checkbox', { name: '只看已办结' }))
  await expect
    .poll(() => made.filter(({ url }) => url.includes('/api/whistles')).map(({ url }) => new URL(url).search))
    .toEqual(['?part=verify&open=true', '?part=verify&open=false'])
})
