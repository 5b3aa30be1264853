/** A point of a track as it is sent. */
export interface TrackPoint {
  /** Whole seconds since the shift began: unique within it, also after the phone was off. */
  seq: number
  at: string
  lon: number
  lat: number
  accuracyMetres: number
}

/** Points that wait to be sent. They are no finished work: no list shows them, and what the server does not take is forgotten. */
export interface TrackBatch {
  order: number
  account: string
  shiftId: string
  points: TrackPoint[]
}
