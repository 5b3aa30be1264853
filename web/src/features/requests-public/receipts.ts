import { useCallback, useState } from 'react'
import type { Receipt } from '@/shared/api/types'

/** What the last sending was answered with, and whether somebody can be called. */
export interface Received {
  receipt: Receipt
  reachable: boolean
}

/** A request that was sent from this device: enough to follow it, and nothing of what it says. */
export interface OwnRequest {
  number: string
  code: string
  at: string
}

const lastKey = 'jiban.receipt'
const ownKey = 'jiban.own-requests'
const mostKept = 20

const read = <T>(storage: Storage, key: string): T | undefined => {
  try {
    return JSON.parse(storage.getItem(key) ?? '') as T
  } catch {
    return undefined
  }
}

const write = (storage: Storage, key: string, value: unknown) => {
  try {
    storage.setItem(key, JSON.stringify(value))
  } catch {
    // A private window or a full disk: number and code still stand on the page.
  }
}

const ownRequests = (): OwnRequest[] => read<OwnRequest[]>(localStorage, ownKey) ?? []

/** The receipt that is shown; a reload must not lose the only place where the code stands. */
export const useReceived = () => {
  const [received, setReceived] = useState(() => read<Received>(sessionStorage, lastKey))
  const keep = useCallback((next: Received) => {
    const { number, queryCode: code, receivedAt: at } = next.receipt
    write(localStorage, ownKey, [{ number, code, at }, ...ownRequests()].slice(0, mostKept))
    write(sessionStorage, lastKey, next)
    setReceived(next)
  }, [])
  const putAway = useCallback(() => {
    forgetReceipt()
    setReceived(undefined)
  }, [])
  return { received, keep, putAway }
}

/** Who follows a request has seen its receipt: the page to tell something else is free again. */
export const forgetReceipt = () => sessionStorage.removeItem(lastKey)

/** The requests sent from this device, newest first, and a way to forget them all. */
export const useOwnRequests = () => {
  const [own, setOwn] = useState(ownRequests)
  const forget = useCallback(() => {
    localStorage.removeItem(ownKey)
    setOwn([])
  }, [])
  return { own, forget }
}

/** Where a request is followed. Number and code stand behind the hash, so that no server's log ever holds them. */
export const followPath = (number: string, code: string) => `/follow#number=${number}&code=${code}`

/** Where thanks for a request are said; the code is the proof that one may name it. */
export const praisePath = (number: string, code: string) => `/#praises=${number}&code=${code}`
