import type { WhistlePage, WhistleRow } from './whistle'

/** A whistle as tests show it. */
export const whistlePage = (changes: Partial<WhistlePage> = {}): WhistlePage => ({
  id: 'w1',
  version: 1,
  kind: 'emergency',
  subject: '小学西门外没有路灯',
  erased: false,
  unit: { id: 'u1', name: '潞湾街道办事处' },
  blownBy: '周岚',
  blownAt: '2026-11-20T19:00:00+08:00',
  cases: [{ id: 'c1', number: '20261120-0000123-8', visible: true }],
  summons: [
    {
      unit: { id: 'u2', name: '照明中心' },
      reportBy: '2026-11-21T09:00:00+08:00',
      escalations: [],
    },
  ],
  minutes: [],
  tasks: [],
  findings: [],
  scores: [],
  possible: {
    acknowledge: false,
    signIn: false,
    minutes: false,
    find: false,
    close: false,
    summon: false,
    score: [],
  },
  ...changes,
})

export const whistleRow = (changes: Partial<WhistleRow> = {}): WhistleRow => ({
  id: 'w1',
  kind: 'emergency',
  subject: '小学西门外没有路灯',
  unit: { id: 'u1', name: '潞湾街道办事处' },
  blownAt: '2026-11-20T19:00:00+08:00',
  cases: [],
  summoned: 4,
  arrived: 1,
  openTasks: 2,
  lateTasks: 1,
  toVerify: 0,
  escalated: true,
  nextDue: '2026-11-21T09:00:00+08:00',
  ...changes,
})

export const task = (changes: Partial<WhistlePage['tasks'][number]> = {}): WhistlePage['tasks'][number] => ({
  id: 't1',
  kind: 'build',
  what: '安装路灯十二盏',
  unit: { id: 'u2', name: '照明中心' },
  dueAt: '2026-11-23T18:00:00+08:00',
  late: false,
  proof: 'text',
  needsConsent: false,
  state: 'open',
  photos: [],
  operations: [],
  ...changes,
})
