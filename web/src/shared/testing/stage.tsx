import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import { App, ConfigProvider } from 'antd'
import type { ReactNode } from 'react'
import { MemoryRouter } from 'react-router'
import { vi } from 'vitest'
import { newQueryClient } from '@/shared/api/query-client'
import type { CasePage, CaseRow, Operation, Session } from '@/shared/api/types'

/** What the network answers, by `GET /api/session`: a body, or an answer made from the request. Anything else is an error. */
export type Answers = Record<string, unknown | ((request: Request) => Response | Promise<Response>)>

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } })

/** Stands in for the network; gives the requests that were made. */
export const stubNetwork = (answers: Answers): Request[] => {
  const made: Request[] = []
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    made.push(request.clone())
    const name = `${request.method} ${new URL(request.url).pathname}`
    if (!(name in answers)) throw new TypeError(`no answer for ${name}`)
    const answer = answers[name]
    return answer instanceof Function ? answer(request) : json(answer)
  })
  return made
}

/** A place that hears no server-sent event. */
class SilentEvents {
  addEventListener() {}
  close() {}
}

/** Draws a page at an address, with what every page stands in. */
export const renderAt = (address: string, page: ReactNode, events: object = SilentEvents) => {
  vi.stubGlobal('EventSource', events)
  return render(
    <QueryClientProvider client={newQueryClient()}>
      <ConfigProvider button={{ autoInsertSpace: false }}>
        <App component={false}>
          <MemoryRouter initialEntries={[address]}>{page}</MemoryRouter>
        </App>
      </ConfigProvider>
    </QueryClientProvider>,
  )
}

export const sessionOf = (...operations: Operation[]): Session => ({
  account: { id: 'a1', name: '周岚', role: 'dispatcher', login: 'zhou' },
  unit: { id: 'u2', name: '潞湾街道办事处' },
  operations,
  mustChangePassword: false,
  mustEnrolSecondFactor: false,
})

export const caseRow = (changes: Partial<CaseRow> = {}): CaseRow => ({
  id: 'c1',
  number: '20261120-0000123-8',
  state: 'signed',
  kind: 'help',
  classCode: '0407',
  className: '路灯照明',
  urgency: 'ordinary',
  danger: false,
  channel: '12345',
  own: false,
  summary: '学校西门外没有路灯',
  placeName: '芦塘路',
  unit: { id: 'u3', name: '潞湾街道城市管理办公室' },
  receivedAt: '2026-11-20T08:00:00+08:00',
  dueAt: '2026-11-27T08:00:00+08:00',
  dueKind: 'resolve',
  version: 3,
  hasPerson: true,
  calledBack: false,
  alarmLevel: 0,
  handling: 1,
  members: 0,
  repeat: false,
  confidential: false,
  preventive: false,
  onlyVoice: false,
  forOthers: false,
  abuseSuspected: false,
  assisting: false,
  convened: false,
  awaitsReinspection: false,
  supervised: false,
  supervisionAnswered: false,
  ...changes,
})

export const casePage = (changes: Partial<CasePage> = {}): CasePage => ({
  id: 'c1',
  number: '20261120-0000123-8',
  version: 3,
  state: 'signed',
  kind: 'help',
  classCode: '0407',
  className: '路灯照明',
  urgency: 'ordinary',
  danger: false,
  channel: { code: '12345', name: '12345热线', isOwn: false },
  text: '学校西门外没有路灯，孩子放学走夜路。',
  requester: { name: '陈*', phone: '138****1234' },
  erased: false,
  onlyVoice: false,
  unit: { id: 'u3', name: '潞湾街道城市管理办公室' },
  mode: 'byPlace',
  confidence: 870,
  reasons: [{ code: 'place-named', text: '文字里提到“芦塘路”' }],
  candidates: [],
  receivedAt: '2026-11-20T08:00:00+08:00',
  deadlines: [{ kind: 'resolve', dueAt: '2026-11-27T08:00:00+08:00' }],
  attachments: [],
  timeline: [{ seq: 1, at: '2026-11-20T08:00:00+08:00', actor: '市民', kind: 'registered', text: '登记' }],
  handling: 1,
  alarmLevel: 0,
  awaitsReinspection: false,
  promises: [],
  links: { members: 0, parts: [], confidential: false, preventive: false, assisting: [] },
  operations: [],
  awaitsLeader: false,
  ...changes,
})
