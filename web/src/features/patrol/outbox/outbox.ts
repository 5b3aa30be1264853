import type { MeasuredSize } from '@/shared/api/types'
import { readComponentCode } from '@/shared/component-code'
import { language } from '@/shared/i18n/i18n'
import { clockAhead, learnServerTime } from '@/shared/time/now'
import type { ReportDraft } from '../report-draft'
import { checkSealOf, lookSealOf, measurementSealOf, sealOf } from './seal'
import { sendWaiting } from './sender'
import { type Shrunk, shrink } from './shrink'
import {
  type DutyContent,
  type LookContent,
  type MeasurementContent,
  type Outgoing,
  type PlaceContent,
  type ReportContent,
  store,
} from './store'

const newKey = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** The key of something that is begun: finished twice, by a phone that died in between, it is sent once. */
export const beginKey = newKey

const corrected = (phoneAt: string) => new Date(Date.parse(phoneAt) + clockAhead()).toISOString()

const reportOf = async (
  draft: ReportDraft,
  sizes: readonly MeasuredSize[],
  photos: readonly Shrunk[],
): Promise<ReportContent> => {
  const [lon, lat] = draft.at ?? []
  if (lon === undefined || lat === undefined) throw new Error('a report without a position')
  const phoneAt = draft.phoneAt ?? new Date().toISOString()
  const component = readComponentCode(draft.component)
  return renewed(
    {
      kind: 'report',
      text: draft.text.trim(),
      classCode: draft.classCode,
      ...(component && { component }),
      ...(sizes.length > 0 && { sizes }),
      ...(draft.known && { known: draft.known }),
      lon,
      lat,
      accuracyMetres: draft.within,
      foundAt: '',
      phoneAt,
    },
    photos,
  )
}

/** Photos one after the other: nine at once do not fit into a small phone. */
const shrinkAll = async (files: readonly File[]) => {
  const photos: Shrunk[] = []
  for (const file of files) photos.push(await shrink(file))
  return photos
}

/** Recordings as they are: what was recorded is small, and nothing here could make it smaller. */
const asRecorded = (files: readonly File[]): Promise<Shrunk[]> =>
  Promise.all(files.map(async (file) => ({ bytes: await file.arrayBuffer(), type: file.type })))

/** A finished report goes into the queue; resolves when it is safe on the phone. */
export const finishReport = async (
  account: string,
  key: string,
  draft: ReportDraft,
  sizes: readonly MeasuredSize[],
  files: readonly File[],
  recordings: readonly File[] = [],
) => {
  const kept = [...(await shrinkAll(files)), ...(await asRecorded(recordings))]
  const content = await reportOf(draft, sizes, kept)
  await store.add({ account, key, language: language(), content }, kept)
  sendSoon()
}

/** A finished second look goes into the queue; resolves when it is safe on the phone. */
export const finishLook = async (
  account: string,
  key: string,
  look: Omit<LookContent, 'kind' | 'foundAt' | 'seal'>,
  files: readonly File[],
  recordings: readonly File[] = [],
) => {
  const photos = [...(await shrinkAll(files)), ...(await asRecorded(recordings))]
  const content = await renewedLook({ kind: 'look', ...look }, photos)
  await store.add({ account, key, language: language(), content }, photos)
  sendSoon()
}

/** A finished look at a place of a plan goes into the queue; resolves when it is safe on the phone. */
export const finishPlace = async (
  account: string,
  key: string,
  look: Omit<PlaceContent, 'kind' | 'foundAt' | 'seal'>,
  files: readonly File[],
  recordings: readonly File[] = [],
) => {
  const photos = [...(await shrinkAll(files)), ...(await asRecorded(recordings))]
  const content = await renewed({ kind: 'place', ...look, foundAt: '' }, photos)
  await store.add({ account, key, language: language(), content }, photos)
  sendSoon()
}

/** A finished measurement goes into the queue; resolves when it is safe on the phone. */
export const finishMeasurement = async (
  account: string,
  key: string,
  measured: Omit<MeasurementContent, 'kind' | 'foundAt' | 'seal'>,
  files: readonly File[],
) => {
  const photos = await shrinkAll(files)
  const content = await renewed({ kind: 'measurement', ...measured, foundAt: '' }, photos)
  await store.add({ account, key, language: language(), content }, photos)
  sendSoon()
}

/** On or off duty goes into the queue; resolves when it is safe on the phone. */
export const finishDuty = async (
  account: string,
  duty: Pick<DutyContent, 'shiftId' | 'what' | 'title'>,
): Promise<void> => {
  const content = await renewed(
    { kind: 'duty' as const, ...duty, phoneAt: new Date().toISOString(), foundAt: '' },
    [],
  )
  await store.add({ account, key: newKey(), language: language(), content }, [])
  sendSoon()
}

/** Refusals in which the time may be what is wrong: a phone's clock that nobody had set right yet. */
const aboutTime = ['found-in-the-future', 'found-too-long-ago', 'malformed']

/**
 * The inspector has seen why it was refused and wants it sent all the same. Its time is told anew only where it was refused for that: a phone
 * that was set right since would put another time over one that was right.
 */
export const sendAnew = async (outgoing: Outgoing, version?: number): Promise<void> => {
  const photos = await store.photosOf(outgoing.key)
  const { content, refused } = outgoing
  const retimed = aboutTime.includes(refused?.slug ?? '')
  await store.outgoing.update(outgoing.order, {
    content:
      content.kind === 'look'
        ? await renewedLook({ ...content, version: version ?? content.version }, photos, retimed)
        : await renewed(content, photos, retimed),
    state: 'waiting',
    faults: 0,
    refused: undefined,
  })
  sendSoon()
}

/** Timed by what the clock of the server is known to be now, and what is found sealed: a phone that was wrong may have been set right. */
const renewed = async <T extends ReportContent | PlaceContent | DutyContent | MeasurementContent>(
  content: T,
  photos: readonly { bytes: ArrayBuffer }[],
  timed = true,
): Promise<T> => {
  const anew = timed ? { ...content, foundAt: corrected(content.phoneAt) } : content
  if (anew.kind === 'duty') return anew
  const bytes = photos.map((photo) => photo.bytes)
  const sealing =
    anew.kind === 'report'
      ? sealOf(anew, bytes)
      : anew.kind === 'measurement'
        ? measurementSealOf(anew, bytes)
        : lookSealOf(anew, bytes)
  return { ...anew, seal: await sealing }
}

/** The same of a look at a case. */
const renewedLook = async (
  content: LookContent,
  photos: readonly { bytes: ArrayBuffer }[],
  timed = true,
): Promise<LookContent> => {
  // Finished by an app that did not keep the time: it goes as it is.
  if (!content.phoneAt) return content
  const anew = { ...content, foundAt: (!timed && content.foundAt) || corrected(content.phoneAt) }
  return {
    ...anew,
    seal: await checkSealOf(
      anew,
      photos.map(({ bytes }) => bytes),
    ),
  }
}

const firstWait = 5_000
const longestWait = 5 * 60_000
let wait = firstWait
let timer: ReturnType<typeof setTimeout> | undefined
let asked = false
let sending = false
/** Whether an app is there that wants it tried again: when it has gone, nothing may stay behind that wakes by itself. */
let kept = false
let hearSignedOut = () => {}

/** One sender at a time, also with the service worker and other tabs; where the browser has no locks, the keys alone make it once. */
const alone = async (work: () => Promise<void>): Promise<void> => {
  if (!navigator.locks) return work()
  await navigator.locks.request('jiban.outbox', work)
}

const ask = async (request: Request) => {
  const response = await globalThis.fetch(request)
  learnServerTime(response.headers.get('Date'))
  return response
}

const round = async () => {
  const outcome = await sendWaiting(store, ask, location.origin)
  if (outcome.end === 'signedOut') hearSignedOut()
  if (outcome.end !== 'away') {
    wait = firstWait
    return
  }
  if (!kept) return
  timer = setTimeout(sendSoon, (outcome.afterSeconds ?? 0) * 1_000 || wait)
  wait = Math.min(wait * 2, longestWait)
}

/** Sends what waits, now or as soon as there is a network. */
export const sendSoon = (): void => {
  clearTimeout(timer)
  asked = true
  if (!sending) void send()
  void askForBackground()
}

const send = async () => {
  sending = true
  try {
    // What is finished while the last one leaves has its turn too.
    while (asked) {
      asked = false
      await alone(round)
    }
  } finally {
    sending = false
  }
}

/** Where the browser can, the service worker sends after the page was closed. */
const askForBackground = async () => {
  if (!('serviceWorker' in navigator) || !navigator.serviceWorker.controller) return
  const { sync } = (await navigator.serviceWorker.ready) as ServiceWorkerRegistration & {
    sync?: { register: (tag: string) => Promise<void> }
  }
  await sync?.register('jiban.outbox').catch(() => undefined)
}

/** Sends whenever there may be a network again; returns what ends it. `onSignedOut` hears that the session has ended. */
export const keepSending = (onSignedOut: () => void): (() => void) => {
  hearSignedOut = onSignedOut
  kept = true
  const now = () => {
    wait = firstWait
    sendSoon()
  }
  const seen = () => document.visibilityState === 'visible' && now()
  addEventListener('online', now)
  document.addEventListener('visibilitychange', seen)
  now()
  return () => {
    kept = false
    clearTimeout(timer)
    removeEventListener('online', now)
    document.removeEventListener('visibilitychange', seen)
  }
}
