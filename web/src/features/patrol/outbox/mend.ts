import type { MeasuredSize } from '@/shared/api/types'
import { typedAgain } from '@/shared/measuring/measured'
import { keepPhotos, keptPhotos } from '@/shared/photos/kept-photos'
import { chosen, type Photo } from '@/shared/photos/photo'
import { recordingOf } from '@/shared/recordings/recording'
import { storeDraft, storedDraft } from '@/shared/ui/stored-draft'
import type { TypedSizes } from '../filing-needs'
import {
  isRecording,
  type LookContent,
  type MeasurementContent,
  type Outgoing,
  type PlaceContent,
  type ReportContent,
  type StoodAt,
  store,
} from './store'

/** Under which name the draft of a report, or of a second look, is kept. */
export const reportName = (account: string) => `patrol-report-${account}`
export const lookName = (account: string, caseId: string) => `patrol-reinspect-${account}-${caseId}`

export const placeName = (account: string, planId: string, placeNo: number) =>
  `patrol-place-${account}-${planId}-${placeNo}`

export const measureName = (account: string, component: string) => `patrol-measure-${account}-${component}`

/** Under which name the recordings of a draft are kept. */
export const recordingsName = (draft: string) => `${draft}-recordings`

type Written = ReportContent | LookContent | PlaceContent | MeasurementContent

const nameOf = (account: string, content: Written) => {
  switch (content.kind) {
    case 'report':
      return reportName(account)
    case 'look':
      return lookName(account, content.caseId)
    case 'place':
      return placeName(account, content.planId, content.placeNo)
    case 'measurement':
      return measureName(account, content.component)
  }
}

const typedSizes = (sizes: readonly MeasuredSize[] = []): TypedSizes =>
  Object.fromEntries(sizes.map(({ dimension, value }) => [dimension, String(value)]))

const stoodAgain = (stood: StoodAt | undefined) => ({
  stoodAt: stood ? [stood.lon, stood.lat] : null,
  stoodWithin: stood?.accuracyMetres ?? null,
})

const draftOf = (content: Written) => {
  switch (content.kind) {
    case 'report':
      return {
        text: content.text,
        classCode: content.classCode,
        component: content.component ?? '',
        sizes: typedSizes(content.sizes),
        known: content.known ?? null,
        at: [content.lon, content.lat],
        within: content.accuracyMetres,
        // With its photos: whoever throws them away is somewhere else by now.
        fixedAt: content.accuracyMetres === null ? null : Date.parse(content.phoneAt),
        phoneAt: content.phoneAt,
        key: null,
      }
    case 'look':
      return {
        passed: content.passed,
        note: content.note,
        phoneAt: content.phoneAt ?? null,
        ...stoodAgain(content.stood),
        key: null,
      }
    case 'place':
      return {
        result: content.result,
        answers: content.answers,
        sizes: typedSizes(content.sizes),
        state: content.survey?.state ?? null,
        moved: content.survey?.lon !== undefined,
        ...(content.survey?.lon !== undefined && { at: [content.survey.lon, content.survey.lat] }),
        within: content.survey?.accuracyMetres ?? null,
        ...content.found,
        ...stoodAgain(content.stood),
        text: content.text,
        phoneAt: content.phoneAt,
        key: null,
      }
    case 'measurement':
      return {
        ...typedAgain(content),
        at: [content.lon, content.lat],
        within: content.accuracyMetres,
        phoneAt: content.phoneAt,
        key: null,
      }
  }
}

/** What stands in a form without anybody having written it: where the phone is, what time it has, and the key. */
const byItself = [
  'at',
  'within',
  'fixedAt',
  'stoodAt',
  'stoodWithin',
  'stoodSince',
  'phoneAt',
  'shotAt',
  'key',
]

const saysSomething = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).some(saysSomething)
    : value === false || (typeof value === 'string' ? value.trim() !== '' : Boolean(value))

/** Whether a form holds something else, be it a photo or a recording alone. */
const holdsAnother = async (name: string, key: string): Promise<boolean> => {
  const draft = storedDraft<{ key?: string | null; moved?: boolean }>(name, {})
  // The phone died after it was put into the queue and before it was gone from here: it is this one.
  if (draft.key === key) return false
  const { moved: _, ...written } = draft
  return (
    Object.entries(written).some(([field, value]) => !byItself.includes(field) && saysSomething(value)) ||
    (await keptPhotos(name)).length > 0 ||
    (await keptPhotos(recordingsName(name))).length > 0
  )
}

/** Keeps files under a name and looks whether they are there: a full phone keeps nothing and says nothing. */
const putBack = async (name: string, files: readonly Photo[]): Promise<boolean> => {
  await keepPhotos(name, files)
  return (await keptPhotos(name)).length === files.length
}

/** How taking back ended: it is in its form; something else is half written there; the phone has no room to hold it twice. */
export type TakenBack = 'done' | 'occupied' | 'full'

/**
 * Takes what was refused back into the form in which it was written. What is half written there is not thrown away for it, and it leaves the
 * queue only when all of it stands in the form.
 */
export const takeBack = async (outgoing: Outgoing): Promise<TakenBack> => {
  const { account, content, key } = outgoing
  // Nothing of it was written: it is sent anew, or dropped.
  if (content.kind === 'duty') return 'occupied'
  const name = nameOf(account, content)
  if (await holdsAnother(name, key)) return 'occupied'
  const files = await store.photosOf(key)
  const photos = files
    .filter((file) => !isRecording(file))
    .map(({ bytes, type, nth }) =>
      chosen(new File([bytes], `${nth + 1}.jpg`, { type: type || 'image/heic' })),
    )
  // How long it is, is told by playing it.
  const recordings = files
    .filter(isRecording)
    .map(({ bytes, type }) => recordingOf([new Blob([bytes])], type, 0))
  const stands =
    (await putBack(name, photos)) &&
    (await putBack(recordingsName(name), recordings)) &&
    storeDraft(name, draftOf(content))
  if (!stands) {
    await keepPhotos(name, [])
    await keepPhotos(recordingsName(name), [])
    return 'full'
  }
  await store.drop(outgoing)
  return 'done'
}
