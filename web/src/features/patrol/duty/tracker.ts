import { clockAhead } from '@/shared/time/now'
import { sendSoon } from '../outbox/outbox'
import { store } from '../outbox/store'
import type { TrackPoint } from './track-batch'

/** A walk of ten metres: closer points tell nothing more. */
const secondsApart = 10
const flushMilliseconds = 60_000

export interface Duty {
  account: string
  shiftId: string
  startedAt: string
  /** When recording ends by itself. */
  until: string
}

/** A fix as a point of a shift; undefined when it is not of its hours, or comes too soon after the last. */
export const pointOf = (
  { coords }: Pick<GeolocationPosition, 'coords'>,
  { startedAt, until }: Duty,
  at: Date,
  lastSeq: number | undefined,
): TrackPoint | undefined => {
  const seq = Math.floor((at.getTime() - Date.parse(startedAt)) / 1_000)
  if (seq < 0 || at.getTime() > Date.parse(until)) return undefined
  if (lastSeq !== undefined && seq < lastSeq + secondsApart) return undefined
  return {
    seq,
    at: at.toISOString(),
    lon: coords.longitude,
    lat: coords.latitude,
    accuracyMetres: Math.round(coords.accuracy * 10) / 10,
  }
}

/** Records where the phone is until it is told to stop; what is recorded waits on the phone for the network. */
export const recordTrack = (duty: Duty): (() => void) => {
  if (!navigator.geolocation || !isSecureContext) return () => {}
  let points: TrackPoint[] = []
  let lastSeq: number | undefined
  const flush = () => {
    if (points.length === 0) return
    const { account, shiftId } = duty
    const batch = { account, shiftId, points }
    points = []
    void store.track.add(batch).then(sendSoon)
  }
  const watch = navigator.geolocation.watchPosition(
    (fix) => {
      const point = pointOf(fix, duty, new Date(Date.now() + clockAhead()), lastSeq)
      if (!point) return
      lastSeq = point.seq
      points.push(point)
    },
    // A tunnel: the watch goes on by itself.
    () => {},
    { enableHighAccuracy: true, maximumAge: 5_000 },
  )
  const timer = setInterval(flush, flushMilliseconds)
  const hidden = () => document.visibilityState === 'hidden' && flush()
  document.addEventListener('visibilitychange', hidden)
  return () => {
    navigator.geolocation.clearWatch(watch)
    clearInterval(timer)
    document.removeEventListener('visibilitychange', hidden)
    flush()
  }
}
