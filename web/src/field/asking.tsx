import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { newQueryClient } from '@/shared/api/query-client'
import { forgetWithTheSession, keepAnswers, restoreAnswers, shift } from './kept-answers'

/** A client that asks also when the phone believes to be offline, fails at once, and goes on with what it was told before. */
const newClient = () => {
  const queries = newQueryClient()
  const { queries: asked, mutations } = queries.getDefaultOptions()
  queries.setDefaultOptions({
    queries: { ...asked, networkMode: 'always', gcTime: shift },
    mutations: { ...mutations, networkMode: 'always' },
  })
  return queries
}

/** Gives the field app a client whose answers outlive the page. */
export function Asking({ children }: { children: ReactNode }) {
  const [queries] = useState(newClient)
  const [ready, setReady] = useState(false)
  useEffect(() => {
    let leave = () => {}
    let gone = false
    // A browser that keeps nothing (a private window) starts with nothing.
    void restoreAnswers(queries)
      .catch(() => undefined)
      .then(() => {
        if (gone) return
        const ends = [forgetWithTheSession(queries), keepAnswers(queries)]
        leave = () => {
          for (const end of ends) end()
        }
        setReady(true)
      })
    return () => {
      gone = true
      leave()
    }
  }, [queries])
  return ready ? <QueryClientProvider client={queries}>{children}</QueryClientProvider> : null
}
