import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useState } from 'react'
import { type Outgoing, store } from './store'

const nothing: readonly Outgoing[] = []

/** What of an account has not arrived yet, as it stands now. */
export const useUnsent = (account: string): readonly Outgoing[] =>
  useLiveQuery(() => store.unsent(account), [account]) ?? nothing

/** How many wait on this phone, whosever they are: all that may be told before somebody has signed in. */
export const useWaiting = (): number =>
  useLiveQuery(() => store.outgoing.filter(({ state }) => state !== 'sent').count()) ?? 0

/** One that is on its way; undefined while it is looked up, or when it is gone. */
export const useOutgoing = (key: string): Outgoing | undefined =>
  useLiveQuery(() => store.outgoing.get({ key }), [key])

/** A photo that was shrunk has about so many bytes. */
const photoBytes = 700_000
const lowBytes = 150 * photoBytes

/** Room for so many photos, when it is getting narrow; undefined as long as there is enough, or nobody knows. Asked again with each `change`. */
export const useRoomLeft = (change: unknown): number | undefined => {
  const [left, setLeft] = useState<number>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is kept has changed, so the room has
  useEffect(() => {
    let gone = false
    void navigator.storage?.estimate?.().then(({ quota, usage }) => {
      if (!gone && quota !== undefined && usage !== undefined) setLeft(Math.max(0, quota - usage))
    })
    return () => {
      gone = true
    }
  }, [change])
  return left !== undefined && left < lowBytes ? Math.floor(left / photoBytes) : undefined
}

/** Asks the browser not to clear what is kept when the phone needs room. */
export const askToPersist = (): void => void navigator.storage?.persist?.().catch(() => undefined)
