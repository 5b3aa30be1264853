import { canBeFound, hearFixes, measureAnew } from '@/shared/map/fixes'
import { clockAhead } from '@/shared/time/now'
import { sendSoon } from '../outbox/outbox'
import { store } from '../outbox/store'
import type { TrackPoint } from './track-batch'

/** A walk of ten metres: closer points tell nothing more. */
const secondsApart = 10
const flushMilliseconds = 60_000
/** A device that stands still may say nothing for hours. Whether it is still there, or was put into a drawer without a signal, only a new measurement tells. */
const silentMilliseconds = 45_000

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
  if (!canBeFound()) return () => {}
  let points: TrackPoint[] = []
  let lastSeq: number | undefined
  let heardAt = Date.now()
  const flush = () => {
    if (points.length === 0) return
    const { account, shiftId } = duty
    const batch = { account, shiftId, points }
    points = []
    void store.track.add(batch).then(sendSoon)
  }
  const hearNoMore = hearFixes({
    onFix: (fix) => {
      heardAt = Date.now()
      const point = pointOf(fix, duty, new Date(heardAt + clockAhead()), lastSeq)
      if (!point) return
      lastSeq = point.seq
      points.push(point)
    },
    // A tunnel: it is asked again within the minute.
    onFault: () => {},
  })
  const timer = setInterval(() => {
    flush()
    if (Date.now() - heardAt > silentMilliseconds) measureAnew()
  }, flushMilliseconds)
  const hidden = () => document.visibilityState === 'hidden' && flush()
  document.addEventListener('visibilitychange', hidden)
  return () => {
    hearNoMore()
    clearInterval(timer)
    document.removeEventListener('visibilitychange', hidden)
    flush()
  }
}
