import type { paths } from './schema'

/** The body that a successful GET of a route answers with. */
export type Got<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer T } } } }
}
  ? T
  : never

/** The body that a POST of a route wants. */
export type Sent<P extends keyof paths> = paths[P] extends {
  post: { requestBody?: { content: { 'application/json': infer T } } }
}
  ? T
  : never

/** The body that a POST of a route answers with. */
type Answered<P extends keyof paths> = paths[P] extends {
  post: { responses: { 200: { content: { 'application/json': infer T } } } }
}
  ? T
  : never

/** The body that a POST that creates answers with. */
export type Made<P extends keyof paths> = paths[P] extends {
  post: { responses: { 201: { content: { 'application/json': infer T } } } }
}
  ? T
  : never

/** The body that a POST that does something to what is there answers with. */
export type Taken<P extends keyof paths> = paths[P] extends {
  post: { responses: { 200: { content: { 'application/json': infer T } } } }
}
  ? T
  : never

/** The query of a GET. */
export type Asked<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer T } } }
  ? NonNullable<T>
  : never

export type Session = Got<'/api/session'>
export type Operation = Session['operations'][number]
export type Role = Session['account']['role']
export type CaseList = Got<'/api/cases'>
export type CaseRow = CaseList['items'][number]
export type CasePage = Got<'/api/cases/{id}'>
export type Voice = NonNullable<CasePage['voice']>
export type CaseState = CaseRow['state']
export type DemandKind = CaseRow['kind']
export type Urgency = CaseRow['urgency']
export type Deadline = CasePage['deadlines'][number]
/** What came of an operation on many cases, case by case. */
export type Report = Answered<'/api/cases/many'>
export type Receipt = Made<'/api/requests'>
export type Followed = Got<'/api/requests/{number}'>
export type Unit = Got<'/api/units'>[number]
export type DemandClass = Got<'/api/classes'>[number]
export type Channel = Got<'/api/channels'>[number]
/** What must be known before a report of a class is filed without a person (立案条件). */
export type FilingCondition = Got<'/api/filing-conditions'>[number]
export type Dimension = FilingCondition['sizes'][number]['dimension']
/** One size as it was measured: cm², mm, degrees, percent, or how many in a row. */
export interface MeasuredSize {
  dimension: Dimension
  value: number
}
