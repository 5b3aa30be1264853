import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { ClosingsPage } from './closings-page'

test('behind_a_number_stands_each_closing_and_how_many_others_there_are', async () => {
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewFigures'),
    'GET /api/units': [],
    'GET /api/cases/figures/closings': {
      items: ['2026-11-21T09:00:00+08:00', '2026-11-25T09:00:00+08:00'].map((closedAt) => ({
        id: 'c1',
        number: '20261120-0000123-1',
        unit: { id: 'u1', name: '潞湾街道办事处' },
        receivedAt: '2026-11-20T10:00:00+08:00',
        closedAt,
      })),
      next: null,
      hidden: 2,
    },
  })
  renderAt('/figures/closings?number=followUpDone&from=2026-06-01&to=2026-11-30', <ClosingsPage />)
  expect(await screen.findAllByRole('link', { name: '20261120-0000123-1' })).toHaveLength(2)
  expect(screen.getByRole('heading', { name: '已经追访的结案' })).toBeTruthy()
  expect(screen.getByText('另有 2 件不在您的查看范围内。')).toBeTruthy()
  expect(screen.getByRole('link', { name: '回到统计' }).getAttribute('href')).toBe(
    '/figures?from=2026-06-01&to=2026-11-30',
  )
  const asked = made.find(({ url }) => url.includes('closings'))?.url ?? ''
  expect(asked).toContain('number=followUpDone')
})
