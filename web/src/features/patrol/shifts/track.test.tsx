import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Route, Routes } from 'react-router'
import { expect, test, vi } from 'vitest'
import { renderAt, stubNetwork } from '@/shared/testing/stage'
import { lengthOfTrack, milestones } from './track'
import { TrackPage } from './track-page'

vi.mock('./track-map', () => ({ TrackMap: () => <p>图</p> }))

const point = (seq: number, minutes: number, lat: number, implausible = false) => ({
  seq,
  at: new Date(Date.parse('2026-11-20T00:00:00Z') + minutes * 60_000).toISOString(),
  lon: 116.4,
  lat,
  accuracyMetres: 6,
  implausible,
})
const points = [point(0, 0, 39.9), point(1, 1, 39.901), point(2, 2, 40.9, true), point(3, 16, 39.902)]

test('a way is as long as its plausible points are apart, and is told by the quarter of an hour', () => {
  expect(Math.round(lengthOfTrack(points))).toBe(222)
  expect(milestones(points).map(({ seq }) => seq)).toEqual([0, 3])
  expect(lengthOfTrack([])).toBe(0)
})

test('who stands still for an hour walks no way, however his phone wavers, and who walks slowly walks all of it', () => {
  const wavering = Array.from({ length: 60 }, (_, minute) =>
    point(minute, minute, 39.9 + (minute % 2) * 5e-5),
  )
  expect(lengthOfTrack(wavering)).toBe(0)
  const slow = Array.from({ length: 61 }, (_, minute) => point(minute, minute, 39.9 + minute * 5e-5))
  expect(Math.round(lengthOfTrack(slow))).toBe(334)
})

test('nothing is asked before somebody wants to see it, because each look is written down', async () => {
  const asked = stubNetwork({ 'GET /api/patrol/shifts/s1/track': { points } })
  renderAt(
    '/patrol/shifts/s1/track',
    <Routes>
      <Route path="/patrol/shifts/:id/track" element={<TrackPage />} />
    </Routes>,
  )
  expect(screen.getByText(/每次查看都留痕/)).toBeTruthy()
  expect(asked).toHaveLength(0)
  await userEvent.click(screen.getByRole('button', { name: '查看轨迹' }))
  expect(await screen.findByText(/约 222 米/)).toBeTruthy()
  expect(screen.getByText(/1 个点走得太快/)).toBeTruthy()
  expect(screen.getByRole('row', { name: /^08:16/ })).toBeTruthy()
})
