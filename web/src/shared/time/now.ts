import { useSyncExternalStore } from 'react'

const key = 'jiban.clock'

/** How far the server's clock is ahead of ours; kept, because a page that opens without network must know it too. */
let ahead = Number(localStorage.getItem(key)) || 0
let shown = new Date(Date.now() + ahead)
const listeners = new Set<() => void>()

const tick = () => {
  shown = new Date(Date.now() + ahead)
  for (const tell of listeners) tell()
}

let timer: ReturnType<typeof setInterval> | undefined

const subscribe = (tell: () => void) => {
  listeners.add(tell)
  timer ??= setInterval(tick, 30_000)
  return () => {
    listeners.delete(tell)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/**
 * Learns the server's clock from the Date header of an answer: deadlines are the server's, and the clock of an office
 * machine may be minutes wrong. Whole seconds only, so a small difference is left alone.
 */
export const learnServerTime = (header: string | null) => {
  const theirs = header ? Date.parse(header) : Number.NaN
  if (Number.isNaN(theirs)) return
  const difference = theirs - Date.now()
  if (Math.abs(difference - ahead) < 2_000) return
  ahead = Math.abs(difference) < 2_000 ? 0 : difference
  localStorage.setItem(key, String(ahead))
  tick()
}

/** Milliseconds by which the server's clock is ahead of ours, as well as it is known. */
export const clockAhead = (): number => ahead

/** The server's time, as well as it is known. */
export const now = (): Date => new Date(Date.now() + ahead)

/** The time as state, told anew every half minute. */
export const useNow = (): Date => useSyncExternalStore(subscribe, () => shown)
