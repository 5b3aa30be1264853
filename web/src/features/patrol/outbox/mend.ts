import type { MeasuredSize } from '@/shared/api/types'
import { typedAgain } from '@/shared/measuring/measured'
import { keepPhotos } from '@/shared/photos/kept-photos'
import { chosen } from '@/shared/photos/photo'
import { recordingOf } from '@/shared/recordings/recording'
import { storeDraft, storedDraft } from '@/shared/ui/stored-draft'
import type { TypedSizes } from '../filing-needs'
import { emptyReport, isBegun } from '../report-draft'
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

/**
 * Takes what was refused back into the form in which it was written. False when another report is half written there: that one is not
 * thrown away for this one.
 */
export const takeBack = async (outgoing: Outgoing): Promise<boolean> => {
  const { account, content, key } = outgoing
  // Nothing of it was written: it is sent anew, or dropped.
  if (content.kind === 'duty') return false
  const name = nameOf(account, content)
  if (content.kind === 'report' && isBegun(storedDraft(name, emptyReport))) return false
  const files = await store.photosOf(key)
  const photos = files
    .filter((file) => !isRecording(file))
    .map(({ bytes, type, nth }) =>
      chosen(new File([bytes], `${nth + 1}.jpg`, { type: type || 'image/heic' })),
    )
  await keepPhotos(name, photos)
  // How long it is, is told by playing it.
  await keepPhotos(
    recordingsName(name),
    files.filter(isRecording).map(({ bytes, type }) => recordingOf([new Blob([bytes])], type, 0)),
  )
  storeDraft(name, draftOf(content))
  await store.drop(outgoing)
  return true
}
