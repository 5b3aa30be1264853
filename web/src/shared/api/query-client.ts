import { QueryClient } from '@tanstack/react-query'
import { Refused } from './problem'

/** A refusal is an answer and is not asked again; a lost connection is, twice. */
export const newQueryClient = () =>
  new QueryClient({
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
