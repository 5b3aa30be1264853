import { useEffect, useRef } from 'react'
import { useKeptPhotos } from '@/shared/photos/kept-photos'
import type { ChangePhotos } from '@/shared/photos/photo'

/** Milliseconds since 1970 by the phone's clock. */
export interface FixTimes {
  /** When the phone found the position; null of a point that was set by hand or is that of a component. */
  fixedAt?: number | null
  /** When the first photo was taken. */
  shotAt?: number | null
}

/** A walk of a minute ends before another house. */
const freshFor = 60_000
const looksEvery = 10_000

/** Whether the phone may be elsewhere by now, or may have been when the photo was taken: what it said then is no evidence. */
export const isStale = ({ fixedAt, shotAt }: FixTimes, now: number): boolean =>
  typeof fixedAt === 'number' && (shotAt ?? now) - fixedAt > freshFor

/**
 * Asks anew for a position that is stale: as the page comes into view, for it was opened on the way or is a draft of this morning, and with the first
 * photo; while it is in view, before it has become stale, so that who stands still and looks long is not without one. What was found with the photo
 * stays, wherever the form is finished.
 *
 * @param renew Forgets the position and asks.
 * @param ask Only asks: what there is stays until there is a better one.
 */
export const useFreshFix = ({ fixedAt, shotAt }: FixTimes, renew: () => void, ask: () => void): void => {
  const latest = useRef({ renew, ask })
  latest.current = { renew, ask }
  const ages = typeof fixedAt === 'number' && typeof shotAt !== 'number'
  useEffect(() => {
    if (!ages) return
    const timer = setInterval(() => {
      if (document.visibilityState !== 'hidden' && isStale({ fixedAt }, Date.now() + looksEvery))
        latest.current.ask()
    }, looksEvery)
    return () => clearInterval(timer)
  }, [ages, fixedAt])
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== 'hidden' && isStale({ fixedAt, shotAt }, Date.now()))
        latest.current.renew()
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [fixedAt, shotAt])
}

/**
 * When it was found, by the phone's clock: with the first photo, as the position that stays from then on; without a photo when it was first finished.
 */
export const foundAtOf = ({ phoneAt, shotAt }: { phoneAt: string | null; shotAt: number | null }): string =>
  phoneAt ?? new Date(shotAt ?? Date.now()).toISOString()

/** The photos of a form, which keeps when the first of them was taken. */
export const useShots = (
  name: string,
  shotAt: number | null,
  change: (part: { shotAt: number | null }) => void,
): [...ReturnType<typeof useKeptPhotos>] => {
  const [photos, setPhotos, ...rest] = useKeptPhotos(name)
  const changePhotos: ChangePhotos = (edit) => {
    const isEmpty = edit(photos).length === 0
    // Whoever throws them all away may take the next one elsewhere.
    if (isEmpty === (shotAt !== null)) change({ shotAt: isEmpty ? null : Date.now() })
    setPhotos(edit)
  }
  return [photos, changePhotos, ...rest]
}
