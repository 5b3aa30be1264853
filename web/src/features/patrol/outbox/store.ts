import { Dexie, type EntityTable, type Table } from 'dexie'
import type { Made, MeasuredSize } from '@/shared/api/types'
import type { MeasuredValue } from '@/shared/measuring/measured'
import type { TrackBatch } from '../duty/track-batch'

/** An open case in which the inspector recognised what he stands before. */
export interface KnownCase {
  caseId: string
  number: string
}

/** A finding as it was finished on the phone. */
export interface ReportContent {
  kind: 'report'
  text: string
  classCode: string
  /** The component that it is about; whether it is on record is asked when it is sent. */
  component?: string
  /** What was measured on the spot. */
  sizes?: readonly MeasuredSize[]
  /** The case that it is added to, when that one is still open. */
  known?: KnownCase
  lon: number
  lat: number
  /** Radius of the fix in metres; null when the point was set by hand. */
  accuracyMetres: number | null
  /** When it was found, by the phone's clock set right by the server's, and by the phone's own. */
  foundAt: string
  phoneAt: string
  /** Over all of it and the photos; missing where the browser has no hashes (plain http). */
  seal?: string
}

/** A look at a case as it was finished on the phone: the second one, or the one before a unit is sent. */
export interface LookContent {
  kind: 'look'
  /** Whether it is the one before a unit is sent: what `passed` says is then whether it is as reported. */
  verifies?: boolean
  caseId: string
  /** Of the case that the inspector looked at: nothing may have happened since. */
  version: number
  /** What it is about, for the list. */
  title: string
  passed: boolean
  note: string
  /** When it was seen, by the phone's clock set right by the server's, and by the phone's own; missing in what an older app finished. */
  foundAt?: string
  phoneAt?: string
  /** Where the inspector stood; missing where the phone did not know. */
  stood?: StoodAt
  /** Over all of it and the photos; missing where the browser has no hashes (plain http). */
  seal?: string
}

/** Where an inspector stood who looked. */
export interface StoodAt {
  lon: number
  lat: number
  /** Radius of the fix in metres. */
  accuracyMetres?: number
}

/** What was seen of a component of a census. */
export interface Survey {
  state: 'intact' | 'damaged' | 'lost' | 'abandoned'
  /** Where it stands, when that is wrong on record. */
  lon?: number
  lat?: number
  /** Radius of the fix in metres; missing when the point was set by hand. */
  accuracyMetres?: number
}

export interface FoundComponent {
  classCode: string
  name: string
}

/** What was seen at a place of a plan, as it was finished on the phone. */
export interface PlaceContent {
  kind: 'place'
  planId: string
  placeNo: number
  /** What it is about, for the list. */
  title: string
  result: 'fine' | 'found' | 'noAccess' | 'differs'
  /** How the component of a census differs from what is on record. */
  survey?: Survey
  /** A component of a census that is not on record: its place has no number yet. */
  found?: FoundComponent
  answers: boolean[]
  /** What was measured of a finding. */
  sizes?: readonly MeasuredSize[]
  text: string
  /** Where the inspector stood; missing where the phone did not know. */
  stood?: StoodAt
  /** When it was seen, by the phone's clock set right by the server's, and by the phone's own. */
  foundAt: string
  phoneAt: string
  /** Over all of it and the photos; missing where the browser has no hashes (plain http). */
  seal?: string
}

/** The inspector went on or off duty, as it was pressed on the phone. */
export interface DutyContent {
  kind: 'duty'
  shiftId: string
  what: 'start' | 'end'
  /** What it is about, for the list. */
  title: string
  /** When it was pressed, by the phone's clock set right by the server's, and by the phone's own. */
  foundAt: string
  phoneAt: string
}

/** What was measured at a component, as it was finished on the phone. */
export interface MeasurementContent extends MeasuredValue {
  kind: 'measurement'
  /** The identifier of the component; whether it is on record is asked when it is sent. */
  component: string
  /** What it is about, for the list. */
  title: string
  lon: number
  lat: number
  /** Radius of the fix in metres; null when the point was set by hand. */
  accuracyMetres: number | null
  /** When it was measured, by the phone's clock set right by the server's, and by the phone's own. */
  foundAt: string
  phoneAt: string
  /** Over all of it and the photos; missing where the browser has no hashes (plain http). */
  seal?: string
}

/** Why the server does not take it, as it said so. */
export interface WhyRefused {
  slug: string
  message: string
}

export type Receipt = Made<'/api/patrol/reports'>

/** Something finished that is on its way. It is sent in the order of `order`, and `key` makes it one however often it is sent. */
export interface Outgoing {
  order: number
  account: string
  key: string
  language: 'zh-CN' | 'en'
  content: ReportContent | LookContent | PlaceContent | DutyContent | MeasurementContent
  /** `waiting` for its turn; `refused` until a person has decided; `sent`, kept to be shown. */
  state: 'waiting' | 'refused' | 'sent'
  /** So many times the server had a fault with it, or a photo was not there any more. */
  faults: number
  refused?: WhyRefused
  /** The answer to a report. */
  receipt?: Receipt
  sentAt?: number
}

/** A photo of it, or a recording, which stand behind the photos. Bytes, not a Blob: they survive every browser's store. */
export interface OutgoingPhoto {
  key: string
  nth: number
  bytes: ArrayBuffer
  type: string
  /** The upload that arrived, and when. */
  uploadId?: string
  uploadedAt?: number
}

/** Whether a file in the queue is a recording. */
export const isRecording = ({ type }: Pick<OutgoingPhoto, 'type'>): boolean => type.startsWith('audio/')

/** What was told while there was a network, for the hours without one. */
interface Kept {
  name: string
  value: unknown
}

const daysShown = 7

/** Everything that the field app keeps on the phone. */
export class FieldStore extends Dexie {
  declare outgoing: EntityTable<Outgoing, 'order'>
  declare photos: Table<OutgoingPhoto, [string, number]>
  declare kept: EntityTable<Kept, 'name'>
  /** Points of tracks on their way. */
  declare track: EntityTable<TrackBatch, 'order'>

  constructor(name = 'jiban.field') {
    super(name)
    this.version(1).stores({
      outgoing: '++order, &key, [account+state]',
      photos: '[key+nth], key',
      kept: 'name',
    })
    this.version(2).stores({ track: '++order, account' })
  }

  /** Puts it into the queue, photos and all or not at all. Finished twice, it is there once. */
  async add(
    outgoing: Omit<Outgoing, 'order' | 'state' | 'faults'>,
    photos: readonly Omit<OutgoingPhoto, 'key' | 'nth'>[],
  ): Promise<void> {
    await this.transaction('rw', this.outgoing, this.photos, async () => {
      if (await this.outgoing.get({ key: outgoing.key })) return
      await this.outgoing.add({ ...outgoing, state: 'waiting', faults: 0 })
      await this.photos.bulkPut(photos.map((photo, nth) => ({ ...photo, key: outgoing.key, nth })))
    })
  }

  /** What of an account waits, earliest first. */
  async next(account: string): Promise<Outgoing | undefined> {
    return (await this.outgoing.where({ account, state: 'waiting' }).sortBy('order'))[0]
  }

  /** Everything of an account that has not arrived, earliest first. */
  async unsent(account: string): Promise<Outgoing[]> {
    const all = await this.outgoing
      .where('[account+state]')
      .anyOf([
        [account, 'waiting'],
        [account, 'refused'],
      ])
      .toArray()
    return all.sort((one, other) => one.order - other.order)
  }

  photosOf(key: string): Promise<OutgoingPhoto[]> {
    return this.photos.where({ key }).sortBy('nth')
  }

  /** It has arrived: its photos are no longer needed here, and what arrived long ago is not either. */
  async arrived(outgoing: Outgoing, receipt?: Receipt): Promise<void> {
    const { order, key } = outgoing
    const keep = this.transaction('rw', this.outgoing, this.photos, async () => {
      await this.outgoing.update(order, { state: 'sent', receipt, sentAt: Date.now(), refused: undefined })
      await this.photos.where({ key }).delete()
      await this.outgoing
        .filter(({ sentAt }) => sentAt !== undefined && sentAt < Date.now() - daysShown * 24 * 3_600_000)
        .delete()
    })
    // A full phone refuses to write even a line, but never to delete: the server has it.
    await keep.catch(() => this.drop(outgoing))
  }

  /** Takes it out of the queue. */
  async drop({ order, key }: Outgoing): Promise<void> {
    await this.transaction('rw', this.outgoing, this.photos, async () => {
      await this.outgoing.delete(order)
      await this.photos.where({ key }).delete()
    })
  }
}

export const store = new FieldStore()
