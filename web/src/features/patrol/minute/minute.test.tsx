import { screen, waitFor, within } from '@testing-library/react'
import { App } from 'antd'
import { MemoryRouter } from 'react-router'
import { expect, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { MinuteAlarm } from './minute-alarm'
import { MinutePage } from './minute-page'

const unit = { id: 'u1', name: '潞湾街道办事处' }
const late = {
  caseId: 'c1',
  number: '20261127-0000001-1',
  className: '井盖缺损',
  placeName: '潞湾东路',
  receivedAt: '2026-11-27T02:00:00Z',
  seconds: 75.04,
  unit,
}
const minute = {
  day: '2026-11-27',
  reports: 40,
  inInbox: 39,
  waiting: 1,
  withinMinute: 38,
  p50Seconds: 0,
  p99Seconds: 75.04,
  maxSeconds: 75.04,
  late: [{ ...late, caseId: 'c2', number: '20261127-0000002-2', seconds: null }, late],
}

/** A stream of live events that the test speaks into. */
class Events {
  static last: Events
  readonly heard = new Map<string, (event: { data: string }) => void>()
  constructor() {
    Events.last = this
  }
  addEventListener(topic: string, listener: (event: { data: string }) => void) {
    this.heard.set(topic, listener)
  }
  close() {}
}

test('the seconds of a day are told, and those that took longer than a minute open their case', async () => {
  vi.stubGlobal('EventSource', Events)
  stubNetwork({ 'GET /api/patrol/minute': { body: minute } })
  draw(
    <MemoryRouter initialEntries={['/patrol/minute?day=2026-11-27']}>
      <App>
        <MinutePage />
      </App>
    </MemoryRouter>,
  )
  expect((await screen.findByText('99% 不超过')).nextElementSibling?.textContent).toBe('75 秒')
  expect(screen.getByText('一分钟以内').nextElementSibling?.textContent).toContain('95')
  const [waits, took] = screen.getAllByRole('row').slice(1) as [HTMLElement, HTMLElement]
  expect(within(waits).getByText('还在等人核定')).toBeTruthy()
  expect(within(took).getByText('75 秒')).toBeTruthy()
  expect(within(took).getByRole('link').getAttribute('href')).toBe('/cases/c1')
})

test('a report that took longer than a minute is told on every page, with the way to its case', async () => {
  vi.stubGlobal('EventSource', Events)
  draw(
    <MemoryRouter>
      <App>
        <MinuteAlarm />
      </App>
    </MemoryRouter>,
  )
  await waitFor(() => expect(Events.last.heard.has('lateReport')).toBe(true))
  Events.last.heard.get('lateReport')?.({ data: JSON.stringify({ id: 'c1' }) })
  expect(await screen.findByText('有上报超过一分钟还没有派到单位')).toBeTruthy()
  expect((await screen.findByRole('link', { name: '去看' })).getAttribute('href')).toBe('/cases/c1')
})
