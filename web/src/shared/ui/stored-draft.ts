import { useCallback, useEffect, useState } from 'react'

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

/** False in a private window or on a full disk: the page goes on with what it holds. */
const write = (storage: Storage, key: string, value: object): boolean => {
  try {
    storage.setItem(key, JSON.stringify({ at: Date.now(), value } satisfies Stored))
    return true
  } catch {
    return false
  }
}

/** What is kept of a draft. */
export const storedDraft = <T extends object>(name: string, empty: T): T =>
  read(localStorage, `jiban.draft.${name}`, empty)

/** Keeps a draft as if it had been typed; false when there is no room for it. */
export const storeDraft = (name: string, value: object): boolean =>
  write(localStorage, `jiban.draft.${name}`, value)

/** Hears that a draft was typed, or dropped, in another tab of this browser; returns what ends it. Its own tab is not told. */
export const hearOtherTabs = (name: string, hear: (dropped: boolean) => void): (() => void) => {
  const told = ({ storageArea, key, newValue }: StorageEvent) => {
    if (storageArea === localStorage && key === `jiban.draft.${name}`) hear(newValue === null)
  }
  addEventListener('storage', told)
  return () => removeEventListener('storage', told)
}

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
  // Two tabs show one draft: what was sent from the other must not be sent from here once more.
  useEffect(
    () =>
      storage === localStorage ? hearOtherTabs(name, () => setHeld(read(storage, key, empty))) : undefined,
    [storage, name, key, empty],
  )
  const drop = useCallback(() => {
    storage.removeItem(key)
    setHeld(empty)
  }, [storage, key, empty])
  return [held, change, drop] as const
}
