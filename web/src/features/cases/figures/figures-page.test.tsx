import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { FiguresPage } from './figures-page'

test('shares_stand_beside_their_numbers_and_nothing_of_nothing_has_none', async () => {
  stubNetwork({
    'GET /api/session': sessionOf('viewFigures'),
    'GET /api/units': [],
    'GET /api/cases/figures': {
      meeting: { invited: 40, met: 10, noNeed: 20, declined: 1, notReached: 2, hoursToMeet: 60 },
      callBack: { closed: 30, answered: 27, notReached: 3, exempt: 5 },
      followUp: { asked: 0, done: 0, notReached: 0 },
      control: { drawn: 4, agrees: 2, differs: 1, notReached: 1 },
      raised: 2,
      months: [{ name: '2026-11', received: 50, met: 10, solvedByMeeting: 9 }],
    },
  })
  renderAt('/figures', <FiguresPage />)
  expect(await screen.findByText('10 件，25.0%')).toBeTruthy()
  expect(screen.getByText('2.5 天')).toBeTruthy()
  expect(screen.getByRole('row', { name: /2026年11月 50 10 9 90\.0%/ })).toBeTruthy()
  expect(screen.getByRole('row', { name: /^追访 0 0 –/ })).toBeTruthy()
  expect(screen.getByRole('row', { name: /抽查回访 .*4 件.* 3 75\.0%/ })).toBeTruthy()
  const answered = screen.getByRole('link', { name: '诉求人答复了回访的结案，27 件，看是哪些' })
  expect(answered.getAttribute('href')).toMatch(/^\/figures\/closings\?number=callBackAnswered&from=.+&to=.+/)
  expect(screen.queryByRole('link', { name: /^应当追访/ })).toBeNull()
})
