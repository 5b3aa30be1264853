/**
 * Written by hand in the shape of the agreed routes until the host's own document holds them; then `npm run gen:api`
 * replaces this file. Nothing else may know the difference: everybody takes types from `types.ts`.
 */
type Named = { id: string; name: string }
type Json<T> = { content: { 'application/json': T } }
type Answer<T> = { 200: { headers: { [name: string]: unknown } } & Json<T> }
type Created<T> = { 201: { headers: { [name: string]: unknown } } & Json<T> }
type Params<P = never, Q = never> = { query?: Q; header?: Record<string, string | undefined>; path?: P; cookie?: never }
type Get<T, P = never, Q = never> = { parameters: Params<P, Q>; requestBody?: never; responses: Answer<T> }
type Post<B, T, P = never> = { parameters: Params<P>; requestBody: Json<B>; responses: Answer<T> }
type Create<B, T, P = never> = { parameters: Params<P>; requestBody: Json<B>; responses: Created<T> }
type ById = { id: string }
type None = { get?: never; put?: never; post?: never; delete?: never; options?: never; head?: never; patch?: never; trace?: never }
type Route<T> = { parameters: { query?: never; header?: never; path?: never; cookie?: never } } & Omit<None, keyof T> & T

type Kind = 'consultation' | 'help' | 'complaint' | 'report' | 'suggestion' | 'praise'
type Urgency = 'emergency' | 'urgent' | 'ordinary' | 'complex'
type Mode = 'directed' | 'byPlace' | 'byKind' | 'byChoice' | 'byPerson'
type State = 'queued' | 'dispatched' | 'signed' | 'resolved' | 'closed'
type Operation =
  | 'usePublicDoor' | 'useOwnSession' | 'registerForCaller' | 'viewCases' | 'exportCases' | 'dispatchCase' | 'signCase'
  | 'contactRequester' | 'resolveCase' | 'reinspectCase' | 'callBackCase' | 'closeCase' | 'revealRequester'
  | 'eraseRequester' | 'patrol' | 'viewAssessment' | 'publishAssessment' | 'viewReferenceData' | 'editSettings' | 'audit'
type Role =
  | 'public' | 'operator' | 'dispatcher' | 'handler' | 'secretary' | 'inspector' | 'caller' | 'leader' | 'auditor'
  | 'administrator'
type DeadlineKind = 'dispatch' | 'sign' | 'contact' | 'resolve'
type Deadline = { kind: DeadlineKind; dueAt: string; metAt?: string | null }
type Reason = { code: string; text: string }
type Dispatch = {
  state: 'dispatched' | 'queued'
  unit?: Named | null
  mode?: Mode | null
  reasons: Reason[]
  at?: string | null
}
type Session = { account: { id: string; name: string; role: Role; login: string }; unit?: Named | null; operations: Operation[]; mustChangePassword: boolean }

type CaseRow = {
  id: string
  number: string
  state: State
  kind: Kind
  classCode: string
  className: string
  urgency: Urgency
  channel: string
  summary: string
  placeName?: string | null
  unit: Named
  receivedAt: string
  dueAt?: string | null
  dueKind?: DeadlineKind | null
  version: number
  fromPatrol: boolean
}
type Counts = { queued: number; dispatched: number; signed: number; resolved: number; late: number }
type CaseFilter = {
  state?: string
  unit?: string
  class?: string
  kind?: string
  channel?: string
  urgency?: string
  due?: string
  own?: boolean
  q?: string
  from?: string
  to?: string
  period?: string
  measure?: string
  sort?: string
  cursor?: string
  limit?: number
}
type CallBack = {
  at: string
  by: string
  reached: boolean
  contacted?: boolean | null
  solved?: 'solved' | 'partly' | 'not' | null
  satisfied?: 'satisfied' | 'basicallySatisfied' | 'dissatisfied' | null
  reason?: string | null
}
type CasePage = {
  id: string
  number: string
  version: number
  state: State
  kind: Kind
  classCode: string
  className: string
  urgency: Urgency
  channel: { code: string; name: string; isOwn: boolean }
  receivedAt: string
  text: string
  requester?: { name?: string | null; phone?: string | null; erased: boolean } | null
  reporter?: { name: string } | null
  place?: {
    name?: string | null
    lon?: number | null
    lat?: number | null
    community?: string | null
    street?: string | null
    grid?: string | null
  } | null
  unit: Named
  mode?: Mode | null
  confidence: number
  reasons: Reason[]
  candidates: { unit: Named; mode: Mode; confidence: number; why: string }[]
  deadlines: Deadline[]
  attachments: { id: string; purpose: 'report' | 'before' | 'after' | 'proof'; takenAt?: string | null }[]
  timeline: { seq: number; at: string; actor: string; kind: string; text: string; detail?: string | null }[]
  notes: { at: string; by: string; kind: string; text: string }[]
  callBacks: CallBack[]
  operations: Operation[]
}
type NewRequest = {
  text: string
  kind?: Kind
  contact?: { name?: string; phone?: string }
  place?: { text?: string; lon?: number; lat?: number }
  channel?: string
  choice?: string
  attachments?: string[]
}
type ForCaller = NewRequest & {
  classCode?: string
  onBehalf?: boolean
  reporter?: { name?: string; phone?: string }
  unitId?: string
}
type Receipt = {
  id?: string
  number: string
  queryCode: string
  receivedAt: string
  dispatch: Dispatch
  deadlines: { sign?: string | null; contact?: string | null; resolve?: string | null }
  danger: boolean
  advice?: string | null
}
type Followed = {
  number: string
  state: State
  unit?: Named | null
  kind: Kind
  className: string
  placeName?: string | null
  text: string
  receivedAt: string
  steps: { at: string; kind: string; text: string }[]
  deadlines: Deadline[]
  photos: { id: string; purpose: string }[]
  answer?: string | null
  closedAt?: string | null
}
type MonthRow = {
  rank?: number | null
  unit?: Named | null
  accepted: number
  completed: number
  valid: number
  contacted: number
  solved: number
  satisfied: number
  basicallySatisfied: number
  responseRate: number
  solutionRate: number
  satisfactionRate: number
  completionRate: number
  composite: number
}
type Publication = { revision: number; at: string; by: string; note: string }
type Month = {
  period: string
  from: string
  to: string
  running: boolean
  kind: 'street' | 'department' | 'utility' | 'property' | 'community'
  channels: 'all' | 'own' | 'line12345'
  weights: Weights
  rows: MonthRow[]
  summary: MonthRow
  revision?: number | null
  published?: Publication | null
  revisions: Publication[]
  changed: boolean
}
type MonthQuestion = { kind?: string; channels?: string; live?: boolean }
type Weights = {
  response: number
  solution: number
  satisfaction: number
  basicFactor: number
  closingDay?: number | null
}
type Limit = {
  classCode?: string | null
  urgency: Urgency
  step: DeadlineKind
  amount: number
  unit: 'minute' | 'hour' | 'day' | 'workingDay'
}
type Calendar = { year: number; off: string[]; on: string[]; published: boolean }

export interface paths {
  '/api/session': Route<{
    get: Get<Session>
    post: Post<{ login: string; password: string }, Session>
    delete: { parameters: Params; requestBody?: never; responses: { 204: { headers: { [name: string]: unknown }; content?: never } } }
  }>
  '/api/session/password': Route<{
    put: {
      parameters: Params
      requestBody: Json<{ current: string; next: string }>
      responses: { 204: { headers: { [name: string]: unknown }; content?: never } }
    }
  }>
  '/api/uploads': Route<{
    post: Create<{ file: string }, { id: string; mediaType: string; width: number; height: number; bytes: number }>
  }>
  '/api/requests': Route<{ post: Create<NewRequest, Receipt> }>
  '/api/requests/{number}': Route<{ get: Get<Followed, { number: string }, { code: string }> }>
  '/api/choices': Route<{ get: Get<{ id: string; name: string; kind: string }[], never, { lon?: number; lat?: number }> }>
  '/api/units': Route<{
    get: Get<{ id: string; name: string; shortName: string; kind: string; parentId?: string | null }[]>
  }>
  '/api/classes': Route<{ get: Get<{ code: string; name: string; parentCode?: string | null }[]> }>
  '/api/channels': Route<{
    get: Get<{ code: string; name: string; nameEn: string; isOwn: boolean; hasPerson: boolean; isPublic: boolean }[]>
  }>
  '/api/city': Route<{
    get: Get<{
      name?: string | null
      bbox?: number[] | null
      streets: { id: string; name: string; districtName?: string | null; detailed: boolean; bbox: number[] }[]
    }>
  }>
  '/api/cases': Route<{
    get: Get<{ items: CaseRow[]; next?: string | null; counts?: Counts | null }, never, CaseFilter>
    post: Create<ForCaller, Receipt & { id: string }>
  }>
  '/api/cases/{id}': Route<{ get: Get<CasePage, ById> }>
  '/api/cases/{id}/dispatch': Route<{ post: Post<{ unitId: string; classCode?: string; reason?: string }, CasePage, ById> }>
  '/api/cases/{id}/sign': Route<{ post: Post<Record<string, never>, CasePage, ById> }>
  '/api/cases/{id}/contact': Route<{
    post: Post<{ method: 'phone' | 'visit' | 'sms' | 'other'; reached: boolean; note: string }, CasePage, ById>
  }>
  '/api/cases/{id}/resolve': Route<{
    post: Post<
      { outcome: 'solved' | 'explained' | 'meetsStandard' | 'notPossible'; answer: string; attachments?: string[] },
      CasePage,
      ById
    >
  }>
  '/api/cases/{id}/reinspect': Route<{
    post: Post<{ passed: boolean; note: string; attachments?: string[] }, CasePage, ById>
  }>
  '/api/cases/{id}/call-back': Route<{ post: Post<Omit<CallBack, 'at' | 'by'>, CasePage, ById> }>
  '/api/cases/{id}/close': Route<{ post: Post<Record<string, never>, CasePage, ById> }>
  '/api/cases/{id}/reveal': Route<{
    post: Post<{ purpose: string }, { name?: string | null; phone?: string | null }, ById>
  }>
  '/api/cases/{id}/erase': Route<{ post: Post<{ reason: string }, CasePage, ById> }>
  '/api/patrol/tasks': Route<{
    get: Get<
      {
        caseId: string
        number: string
        kind: 'reinspect'
        dueOn: string
        className: string
        placeName?: string | null
        lon?: number | null
        lat?: number | null
        text: string
        beforePhotos: string[]
      }[]
    >
  }>
  '/api/patrol/reports': Route<{
    get: Get<{ items: CaseRow[]; next?: string | null }, never, { cursor?: string }>
    post: Create<
      { text: string; classCode?: string; lon: number; lat: number; accuracyMetres?: number; attachments: string[] },
      { number: string; caseId: string; dispatch: Dispatch }
    >
  }>
  '/api/assessment/periods': Route<{
    get: Get<{
      items: {
        period: string
        from: string
        to: string
        running: boolean
        revision?: number | null
        publishedAt?: string | null
      }[]
    }>
  }>
  '/api/assessment/periods/{period}': Route<{ get: Get<Month, { period: string }, MonthQuestion> }>
  '/api/assessment/periods/{period}/publish': Route<{
    post: Create<{ note?: string }, { period: string; revision: number; publishedAt: string }, { period: string }>
  }>
  '/api/assessment/periods/{period}/revisions/{revision}': Route<{
    get: Get<
      {
        page: Month
        differences: { unit: Named; before?: MonthRow | null; after?: MonthRow | null }[]
      },
      { period: string; revision: number },
      MonthQuestion
    >
  }>
  '/api/assessment/periods/{period}/cases': Route<{
    get: Get<
      { items: { id: string; number: string; unit: Named; receivedAt: string }[]; next?: string | null },
      { period: string },
      MonthQuestion & { measure?: string; unit?: string; revision?: number; cursor?: string }
    >
  }>
  '/api/settings/limits': Route<{ get: Get<Limit[]>; put: Post<Limit[], Limit[]> }>
  '/api/settings/calendar/{year}': Route<{
    get: Get<Calendar, { year: number }>
    put: Post<Calendar, Calendar, { year: number }>
  }>
  '/api/settings/weights': Route<{ get: Get<Weights>; put: Post<Weights, Weights> }>
  '/api/audit': Route<{
    get: Get<
      {
        items: {
          id: string
          at: string
          actor?: Named | null
          action: string
          subject?: string | null
          purpose?: string | null
          outcome: string
          from?: string | null
        }[]
        next?: string | null
      },
      never,
      { actor?: string; action?: string; subject?: string; from?: string; to?: string; cursor?: string }
    >
  }>
}
