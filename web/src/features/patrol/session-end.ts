import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Refused } from '@/shared/api/problem'
import { sessionKey } from '@/shared/session/session'

/** A session may end in the middle of a round: the door is shown again, and every draft is still there behind it. */
export const useSessionEnd = (...errors: (Error | null)[]) => {
  const queries = useQueryClient()
  const ended = errors.some((error) => error instanceof Refused && error.status === 401)
  useEffect(() => {
    if (ended) queries.setQueryData(sessionKey, null)
  }, [ended, queries])
}
