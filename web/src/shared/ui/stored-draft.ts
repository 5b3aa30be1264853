import { useCallback, useState } from 'react'

interface Stored {
  at: number
  value: unknown
}

const daysKept = 7
const millisecondsKept = daysKept * 24 * 3_600_000

const read = <T extends object>(storage: Storage, key: string, empty: T): T => {
  try {
    const stored = JSON.parse(storage.getItem(key) ?? '') as Stored
    return Date.now() - stored.at < millisecondsKept ? { ...empty, ...(stored.value as Partial<T>) } : empty
  } catch {
    return empty
  }
}

const write = (storage: Storage, key: string, value: object) => {
  try {
    storage.setItem(key, JSON.stringify({ at: Date.now(), value } satisfies Stored))
  } catch {
    // A private window or a full disk: the page goes on with what it holds.
  }
}

/** What is kept of a draft. */
export const storedDraft = <T extends object>(name: string, empty: T): T =>
  read(localStorage, `jiban.draft.${name}`, empty)

/** Keeps a draft as if it had been typed. */
export const storeDraft = (name: string, value: object): void =>
  write(localStorage, `jiban.draft.${name}`, value)

/**
 * What a person types on their own phone, kept there for a week or until it is dropped, over reloads and crashes.
 * Personal data goes to `sessionStorage`, which ends with the tab. `empty` must be stable.
 */
export const useStoredDraft = <T extends object>(name: string, empty: T, storage: Storage = localStorage) => {
  const key = `jiban.draft.${name}`
  const [held, setHeld] = useState<T>(() => read(storage, key, empty))
  const change = useCallback(
    (part: Partial<T>) =>
      setHeld((before) => {
        const value = { ...before, ...part }
        write(storage, key, value)
        return value
      }),
    [storage, key],
  )
  const drop = useCallback(() => {
    storage.removeItem(key)
    setHeld(empty)
  }, [storage, key, empty])
  return [held, change, drop] as const
}
