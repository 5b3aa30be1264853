import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { MissedList } from './missed-list'

const missed = Array.from({ length: 25 }, (_, nth) => ({
  kind: 'street' as const,
  code: `w${nth}`,
  name: `第${String(nth).padStart(2, '0')}路`,
  // The last but one was seen longest ago, the last never.
  ...(nth < 24 && { lastSeen: `2026-10-${String(30 - nth).padStart(2, '0')}` }),
}))

test('the longest unseen stands first, and the rest comes when it is asked for', async () => {
  const { person } = draw(<MissedList missed={missed} />)
  const names = () => within(screen.getByRole('table')).getAllByRole('rowheader')
  expect(names()).toHaveLength(20)
  expect(names()[0]?.textContent).toContain('第24路')
  expect(names()[1]?.textContent).toContain('第23路')
  await person.click(screen.getByRole('button', { name: /还有 5 处/ }))
  expect(names()).toHaveLength(25)
})
