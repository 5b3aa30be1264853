import { expect, test, vi } from 'vitest'
import { standStill } from '../testing/standing'
import { hearFixes } from './fixes'

test('who begins to listen while the device stands still and somebody listens already hears where it is', async () => {
  standStill(116.4, 39.9, 6)
  const [first, second] = [vi.fn(), vi.fn()]
  const ends = [hearFixes({ onFix: first, onFault: vi.fn() })]
  await vi.waitFor(() => expect(first).toHaveBeenCalledTimes(1))
  ends.push(hearFixes({ onFix: second, onFault: vi.fn() }))
  await vi.waitFor(() => expect(second).toHaveBeenCalledTimes(1))
  for (const end of ends) end()
})
