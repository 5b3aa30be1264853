import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { Refused } from './problem'

/** Where the session is kept; null for nobody. */
export const sessionKey = ['session']

/**
 * A refusal is an answer and is not asked again; a lost connection is, twice. When the session has ended, the door is shown in
 * place of the page; what was typed waits in its draft.
 */
export const newQueryClient = () => {
  const onError = (error: unknown) => {
    if (error instanceof Refused && error.status === 401) client.setQueryData(sessionKey, null)
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) =>
          failures < 2 && error instanceof Refused && (error.slug === 'offline' || error.status >= 502),
      },
      mutations: { retry: false },
    },
  })
  return client
}
