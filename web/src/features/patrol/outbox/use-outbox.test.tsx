import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { SyncLine } from './sync-line'

const withRoom = (quota: number | undefined, usage: number | undefined) => {
  stubNetwork({})
  vi.stubGlobal('navigator', { onLine: true, storage: { estimate: async () => ({ quota, usage }) } })
  return draw(<SyncLine account="a1" onOpen={vi.fn()} />)
}

const warned = /手机存储快满了/

test('a phone that gets narrow says for how many photos there is room still', async () => {
  withRoom(100_000_000, 100_000_000 - 7_700_000)
  expect((await screen.findByText(warned)).textContent).toContain('还能存约 11 张')
})

test('a phone that is over its limit has room for none', async () => {
  withRoom(1_000, 2_000)
  expect((await screen.findByText(warned)).textContent).toContain('还能存约 0 张')
})

test('enough room, and a browser that does not tell, say nothing', async () => {
  for (const [quota, usage] of [
    [1_000_000_000, 1_000],
    [undefined, undefined],
  ]) {
    const { unmount } = withRoom(quota, usage)
    await new Promise((done) => setTimeout(done))
    expect(screen.queryByText(warned)).toBeNull()
    unmount()
  }
})
