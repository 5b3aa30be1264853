import { useCallback, useState } from 'react'

// Typed text outlives a walk to another page, but never the page itself: it may hold personal data.
const drafts = new Map<string, unknown>()

/** Like useState, but kept under a name until it is dropped, so that a refusal or a walk to another case loses nothing. */
export const useDraft = <T>(name: string, empty: T) => {
  const [held, setHeld] = useState<T>(() => (drafts.has(name) ? (drafts.get(name) as T) : empty))
  const write = useCallback(
    (next: T | ((before: T) => T)) =>
      setHeld((before) => {
        const value = next instanceof Function ? next(before) : next
        drafts.set(name, value)
        return value
      }),
    [name],
  )
  const drop = useCallback(() => {
    drafts.delete(name)
    setHeld(empty)
  }, [name, empty])
  return [held, write, drop] as const
}

/** Writes into a draft that a form will read when it opens. */
export const putDraft = <T>(name: string, change: (before: T | undefined) => T) =>
  drafts.set(name, change(drafts.get(name) as T | undefined))

/** Forgets everything that was typed: at sign-out. */
export const dropDrafts = () => drafts.clear()
