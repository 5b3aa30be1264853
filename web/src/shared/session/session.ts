import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import { Refused } from '@/shared/api/problem'
import { sessionKey } from '@/shared/api/query-client'
import type { Operation, Session } from '@/shared/api/types'
import { dropDrafts } from '@/shared/ui/draft'
import { askForPasskey } from './passkey'

let lastAccount: string | undefined

const readSession = async (): Promise<Session | null> => {
  try {
    return await body(api.GET('/api/session'))
  } catch (thrown) {
    if (thrown instanceof Refused && thrown.status === 401) return null
    throw thrown
  }
}

/** Who is signed in; null for nobody. */
export const useSession = () =>
  useQuery({ queryKey: sessionKey, queryFn: readSession, staleTime: 5 * 60_000 })

/** Whether the one who is signed in may ever do an operation. A case has its own, narrower list. */
export const useMay = (): ((operation: Operation) => boolean) => {
  const { data } = useSession()
  return (operation) => data?.operations.includes(operation) ?? false
}

/** What one person was told is not for the next. The session itself stays: `clear()` would leave its readers without news. */
const forgetAnswers = (queries: QueryClient) =>
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] })

/** What a sign-in leaves behind, whichever door was used. */
const useEnter = () => {
  const queries = useQueryClient()
  return (session: Session) => {
    // Drafts wait for the same person only.
    if (lastAccount !== session.account.id) dropDrafts()
    lastAccount = session.account.id
    forgetAnswers(queries)
    queries.setQueryData(sessionKey, session)
  }
}

export interface Who {
  login: string
  password: string
  /** Six digits of the app, or a recovery code; asked for by `second-factor`. */
  code?: string
  /** A session for a shift in the field: without network nobody can sign in again. */
  shift?: boolean
}

export const useSignIn = () =>
  useMutation({
    mutationFn: (who: Who) => body(api.POST('/api/session', { body: who })),
    onSuccess: useEnter(),
  })

/** Signs in with a passkey alone. */
export const usePasskeySignIn = () =>
  useMutation({
    mutationFn: async () => {
      const options = await body(api.POST('/api/session/passkey/options'))
      const credential = await askForPasskey(options)
      return body(api.POST('/api/session/passkey', { body: { credential } }))
    },
    onSuccess: useEnter(),
  })

/** Whether a refused sign-in asks for a code: the password was right, or the code was wrong. */
export const wantsCode = (error: unknown): boolean =>
  error instanceof Refused &&
  (error.slug === 'wrong-code' ||
    (error.slug === 'second-factor' &&
      Array.isArray(error.facts.methods) &&
      error.facts.methods.includes('totp')))

export const useSignOut = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => body(api.DELETE('/api/session')),
    onSuccess: () => {
      forgetAnswers(queries)
      dropDrafts()
      queries.setQueryData(sessionKey, null)
    },
  })
}
