import { act, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Route, Routes, useLocation } from 'react-router'
import { expect, test } from 'vitest'
import { json, renderAt, stubNetwork } from '@/shared/testing/stage'
import { Bell } from './bell'
import type { Notice } from './notices'

const notice = (changes: Partial<Notice> = {}): Notice => ({
  id: 1,
  kind: 'dispatched',
  subject: 'case',
  subjectId: 'c1',
  number: '20261120-0000123-8',
  count: 1,
  at: '2026-11-20T08:00:00+08:00',
  read: false,
  ...changes,
})

/** A live channel that the test speaks on. */
class Spoken {
  static listeners = new Map<string, (event: MessageEvent<string>) => void>()
  addEventListener(topic: string, listener: (event: MessageEvent<string>) => void) {
    Spoken.listeners.set(topic, listener)
  }
  close() {
    Spoken.listeners.clear()
  }
}
const hear = () =>
  act(() => Spoken.listeners.get('notice')?.(new MessageEvent('notice', { data: '{"id":"c1"}' })))

function Here() {
  const { pathname, search } = useLocation()
  return <p>{`在 ${pathname}${search}`}</p>
}

const draw = (answer: () => { items: Notice[]; unread: number }) => {
  const made = stubNetwork({
    'GET /api/notices': () => json(answer()),
    'POST /api/notices/read': () => new Response(null, { status: 204 }),
  })
  const drawn = renderAt(
    '/board',
    <>
      <Bell />
      <Routes>
        <Route path="*" element={<Here />} />
      </Routes>
    </>,
    Spoken,
  )
  return { made, ...drawn }
}

test('the_bell_counts_what_is_unread_and_a_line_of_its_list_opens_the_case_and_is_read', async () => {
  const { made } = draw(() => ({
    items: [
      notice({ id: 3, kind: 'alarmed', level: 2, dueAt: '2026-11-20T07:00:00+08:00' }),
      notice({ id: 2, kind: 'taskAlarmed', level: 1, subject: 'whistle', subjectId: 'w1', read: true }),
      notice({ id: 1, kind: 'neverHeardOf' }),
    ],
    unread: 2,
  }))
  const bell = await screen.findByRole('button', { name: '提醒，2 条未读' })
  expect(bell.getAttribute('aria-expanded')).toBe('false')
  await userEvent.click(bell)
  const list = within(screen.getByRole('region', { name: '提醒' }))
  expect(list.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    '/cases/c1',
    '/whistles/w1',
    '/cases/c1',
  ])
  expect(list.getByText('吹哨任务时限将到')).toBeTruthy()
  expect(list.getByText(/有新的事项/)).toBeTruthy()
  await userEvent.click(list.getByRole('link', { name: /诉求已超时/ }))
  expect(screen.getByText('在 /cases/c1')).toBeTruthy()
  expect(screen.queryByRole('region', { name: '提醒' })).toBeNull()
  const sent = made.find(({ method }) => method === 'POST')
  expect(await sent?.json()).toEqual({ ids: [3] })
})

test('all_is_read_at_once_and_Escape_gives_the_bell_the_focus_back', async () => {
  let unread = 1
  const { made } = draw(() => ({ items: [notice({ id: 7, read: unread === 0 })], unread }))
  await userEvent.click(await screen.findByRole('button', { name: '提醒，1 条未读' }))
  unread = 0
  await userEvent.click(screen.getByRole('button', { name: '全部标为已读' }))
  const bell = await screen.findByRole('button', { name: '提醒' })
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({ upTo: 7 })
  screen.getByRole('region', { name: '提醒' }).focus()
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByRole('region', { name: '提醒' })).toBeNull()
  expect(document.activeElement).toBe(bell)
})

test('without_notices_the_list_says_what_will_stand_there', async () => {
  draw(() => ({ items: [], unread: 0 }))
  await userEvent.click(await screen.findByRole('button', { name: '提醒' }))
  expect(await screen.findByText('没有提醒')).toBeTruthy()
})

test('what_comes_while_the_page_is_open_is_spoken_and_shown_once_as_a_toast_that_leads_to_it', async () => {
  let items = [notice({ id: 1 })]
  const { made } = draw(() => ({ items, unread: items.length }))
  await screen.findByRole('button', { name: '提醒，1 条未读' })
  // What stood there before says nothing.
  expect(screen.queryByText(/有 1 条新提醒/)).toBeNull()
  items = [notice({ id: 2, kind: 'handedOver', subjectId: 'c2', number: '20261120-0000124-6' }), ...items]
  hear()
  expect(await screen.findByText(/^有 1 条新提醒：/)).toBeTruthy()
  hear()
  await userEvent.click(await screen.findByText('有诉求移交给您 20261120-0000124-6'))
  expect(await screen.findByText('在 /cases/c2')).toBeTruthy()
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({ ids: [2] })
})

test('many_at_once_are_one_toast_that_opens_the_list', async () => {
  let items = [notice({ id: 1 })]
  draw(() => ({ items, unread: items.length }))
  await screen.findByRole('button', { name: '提醒，1 条未读' })
  items = [4, 3, 2, 1].map((id) => notice({ id }))
  hear()
  await userEvent.click(await screen.findByText('有 3 条新提醒，点此查看'))
  expect(await screen.findByRole('region', { name: '提醒' })).toBeTruthy()
})
