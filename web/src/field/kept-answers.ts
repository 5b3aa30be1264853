import { type DehydratedState, dehydrate, hydrate, type Query, type QueryClient } from '@tanstack/react-query'
import { forgetArea } from '@/features/patrol/area/kept-area'
import { store } from '@/features/patrol/outbox/store'
import { sessionKey } from '@/shared/api/query-client'
import type { Session } from '@/shared/api/types'
import { clockAhead, now } from '@/shared/time/now'

/** A shift: so long what was told stays on the phone without a word from the server, where the session does not say when it ends. */
export const shift = 12 * 3_600_000

const name = 'answers'

/** By the server's clock: a phone's own may be hours wrong. */
const endOf = ({ data, dataUpdatedAt }: Query['state']): number => {
  const endsAt = (data as Session | null)?.endsAt
  return endsAt ? Date.parse(endsAt) : dataUpdatedAt + clockAhead() + shift
}

/** Whether the session of whoever is signed in still runs: after that nothing is shown before the server says so again. */
const isOfThisShift = ({ queries }: DehydratedState): boolean =>
  queries.some(({ queryKey, state }) => queryKey[0] === sessionKey[0] && endOf(state) > now().getTime())

/** Tells a client what was told before; without a session of this shift, nothing. */
export const restoreAnswers = async (queries: QueryClient): Promise<void> => {
  const kept = (await store.kept.get(name))?.value as DehydratedState | undefined
  if (kept && isOfThisShift(kept)) hydrate(queries, kept)
}

/** Writes down what a client knows that is needed on a round. */
export const writeAnswers = async (queries: QueryClient): Promise<void> =>
  void (await store.kept.put({ name, value: dehydrate(queries, { shouldDehydrateQuery: isKept }) }))

const keptKeys = new Set([
  sessionKey[0],
  'patrol',
  'case',
  'classes',
  'filing-conditions',
  'component-classes',
  'city',
  'units',
])

/** Whether an answer is needed on a round, also when asking again has failed; what other pages asked is not. */
export const isKept = ({ queryKey, state }: Query): boolean =>
  state.data !== undefined && state.data !== null && keptKeys.has(String(queryKey[0]))

/** Photos of cases that the worker keeps; see `worker/sw.ts`. */
export const photoCache = 'jiban.photos'

const forget = async (queries: QueryClient) => {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] })
  await store.kept.delete(name)
  await forgetArea()
  if ('caches' in globalThis) await caches.delete(photoCache)
}

const ownerOf = (queries: QueryClient) => queries.getQueryData<Session | null>(sessionKey)?.account.id

const oftenEnough = 1_000

/** Keeps what a client is told from now on; returns what ends it. */
export const keepAnswers = (queries: QueryClient): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    // A full phone: the answers are the first to go without.
    if (ownerOf(queries)) void writeAnswers(queries).catch(() => undefined)
  }
  const leave = queries.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated') return
    // Who has just signed in may go down into a cellar at once.
    if (query.queryKey[0] === sessionKey[0]) write()
    else timer ??= setTimeout(write, oftenEnough)
  })
  addEventListener('pagehide', write)
  return () => {
    clearTimeout(timer)
    removeEventListener('pagehide', write)
    leave()
  }
}

/**
 * Forgets what was told to one person as soon as that one is signed out, here or by an administrator, or is another. What waits to be
 * sent stays, and is shown to its own inspector only.
 */
export const forgetWithTheSession = (queries: QueryClient): (() => void) => {
  let owner = ownerOf(queries)
  return queries.getQueryCache().subscribe(({ query }) => {
    if (query.queryKey[0] !== sessionKey[0] || query.state.data === undefined) return
    const now = ownerOf(queries)
    if (now === owner) return
    const leaves = owner !== undefined
    owner = now
    if (leaves) void forget(queries)
  })
}
