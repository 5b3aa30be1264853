import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { casePage, renderAt, stubNetwork } from '@/shared/testing/stage'
import { CaseDetail } from './case-detail'

const twin = {
  id: 'c2',
  number: '20261120-0000124-2',
  state: 'signed',
  className: '停水与水压',
  placeName: '潞湾家园',
  unit: { id: 'u3', name: '清澜水务集团' },
  receivedAt: '2026-11-20T09:00:00+08:00',
  people: 12,
  same: 'event',
  score: 0.62,
  why: '类别相同，地点相同，相隔5分钟，文字相近31%',
  shared: ['全楼停水'],
  joins: 'other',
  canRepeat: false,
}
const again = {
  ...twin,
  id: 'c3',
  number: '20261101-0000011-4',
  state: 'closed',
  same: 'requester',
  why: '同一电话，地点相同，类别不同，文字相近40%，把握80%',
  joins: null,
  canRepeat: true,
}
const subject = { ...twin, id: 'c4', number: '20261018-0000077-1', same: 'subject', joins: null, score: null }

const show = (more: object = {}) => {
  const made = stubNetwork({
    'GET /api/cases/c1': casePage({ operations: ['joinIncident'], version: 3 }),
    'GET /api/cases/c1/twins': [twin, again, subject],
    'GET /api/cases/c1/demands': [],
    'POST /api/cases/c2/members': { done: 1, results: [{ id: 'c1', number: '' }] },
    'POST /api/cases/c1/repeat': casePage({ version: 4 }),
    'POST /api/cases/c1/twins/deny': casePage({ version: 4 }),
    ...more,
  })
  return {
    made,
    sent: () => made.filter(({ method }) => method === 'POST'),
    ...renderAt('/', <CaseDetail id="c1" />),
  }
}

afterEach(() => {
  vi.useRealTimers()
})

test('each_candidate_says_why_and_what_can_be_done_with_it', async () => {
  show()
  const lines = (await screen.findByRole('heading', { name: '可能是同一件事' })).parentElement?.textContent
  expect(lines).toContain('把握 62% · 类别相同，地点相同，相隔5分钟，文字相近31%')
  expect(lines).toContain('全楼停水')
  expect(lines).toContain('12 人反映')
  expect(screen.getByRole('button', { name: `是 ${again.number} 的重复诉求` })).toBeTruthy()
  expect(screen.queryByRole('button', { name: `与 ${subject.number} 是同一件，并案` })).toBeNull()
  expect(screen.getByRole('button', { name: `与 ${subject.number} 不是同一件事` })).toBeTruthy()
})

test('one_key_joins_it_and_another_takes_it_back_before_anything_was_sent', async () => {
  const { sent } = show()
  await screen.findByText(twin.number)
  vi.useFakeTimers()
  fireEvent.keyDown(document.body, { code: 'Digit1', altKey: true })
  expect(screen.getByText(`即将与 ${twin.number} 并案。`, { exact: false })).toBeTruthy()
  fireEvent.keyDown(document.body, { key: 'u' })
  await act(() => vi.advanceTimersByTimeAsync(20_000))
  expect(screen.queryByText(/即将/)).toBeNull()
  expect(sent()).toEqual([])

  fireEvent.keyDown(document.body, { code: 'Digit1', altKey: true })
  await act(() => vi.advanceTimersByTimeAsync(20_000))
  vi.useRealTimers()
  await waitFor(() => expect(sent()).toHaveLength(1))
  expect(new URL(sent()[0]?.url ?? '').pathname).toBe('/api/cases/c2/members')
  expect(await sent()[0]?.json()).toEqual({ cases: ['c1'] })
})

test('what_is_not_the_same_is_told_to_the_server_also_when_the_page_is_left_at_once', async () => {
  const { sent, unmount } = show()
  await screen.findByText(subject.number)
  await userEvent.click(screen.getByRole('button', { name: `与 ${subject.number} 不是同一件事` }))
  expect(sent()).toEqual([])
  unmount()
  await waitFor(() => expect(sent()).toHaveLength(1))
  expect(new URL(sent()[0]?.url ?? '').pathname).toBe('/api/cases/c1/twins/deny')
  expect(await sent()[0]?.json()).toEqual({ other: 'c4' })
})

test('why_it_could_not_be_joined_is_told', async () => {
  const why = '主单已经办完了。'
  show({ 'POST /api/cases/c2/members': { done: 0, results: [{ id: 'c1', problem: 'incident-over', why }] } })
  await userEvent.click(await screen.findByRole('button', { name: `与 ${twin.number} 是同一件，并案` }))
  await userEvent.click(screen.getByRole('button', { name: '马上办' }))
  expect(await screen.findByText(why)).toBeTruthy()
})
