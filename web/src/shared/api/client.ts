import createClient, { type Middleware } from 'openapi-fetch'
import { language } from '@/shared/i18n/i18n'
import { learnServerTime } from '@/shared/time/now'
import { offline, refusal } from './problem'
import type { paths } from './schema'

const speakTheLanguage: Middleware = {
  onRequest: ({ request }) => {
    request.headers.set('Accept-Language', language())
    return request
  },
  onResponse: ({ response }) => learnServerTime(response.headers.get('Date')),
  onError: () => offline(),
}

/** The typed client of our own API. The one way to fetch, behind TanStack Query. */
export const api = createClient<paths>({
  baseUrl: location.origin,
  // Looked up at each call, so that a test can stand in for the network.
  fetch: (request) => globalThis.fetch(request),
})
api.use(speakTheLanguage)

/** The body of a successful answer; throws {@link Refused} otherwise. */
export const body = async <T>(
  answer: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<Exclude<T, undefined>> => {
  const { data, error, response } = await answer
  if (!response.ok) throw refusal(response.status, error)
  return data as Exclude<T, undefined>
}
