/**
 * Routes that are agreed but not yet in the host's document, so not in schema.d.ts. A route that the document holds is taken
 * out here; when none is left, so is this file.
 */
type Json<T> = { content: { 'application/json': T } }
type Answer<Status extends number, T> = {
  [status in Status]: { headers: { [name: string]: unknown } } & Json<T>
}
type Params = { query?: never; header?: never; path?: never; cookie?: never }
type Get<T> = { parameters: Params; requestBody?: never; responses: Answer<200, T> }
type Route<T> = { parameters: Params } & T

export interface coming {
  '/api/classes': Route<{ get: Get<{ code: string; name: string; parentCode?: string | null }[]> }>
  '/api/channels': Route<{
    get: Get<
      { code: string; name: string; nameEn: string; isOwn: boolean; hasPerson: boolean; isPublic: boolean }[]
    >
  }>
}
