import type { MeasuredSize } from '@/shared/api/types'
import type { LookContent, MeasurementContent, PlaceContent, ReportContent, StoodAt, Survey } from './store'

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Browsers hash on pages over https only. */
const canHash = () => typeof crypto.subtle !== 'undefined'

const sha256 = async (bytes: BufferSource): Promise<string> =>
  hex(await crypto.subtle.digest('SHA-256', bytes))

const sealOver = async (head: readonly (string | number)[], photos: readonly ArrayBuffer[], text: string) => {
  if (!canHash()) return undefined
  const hashes = await Promise.all(photos.map(sha256))
  const lines = [...head, hashes.length, ...hashes, text]
  return sha256(new TextEncoder().encode(lines.join('\n')))
}

type Finding = Pick<
  ReportContent,
  'lon' | 'lat' | 'accuracyMetres' | 'component' | 'sizes' | 'foundAt' | 'text'
>

const line = (sizes: readonly MeasuredSize[]) =>
  sizes.map(({ dimension, value }) => `${dimension} ${value}`).join(' ')

/**
 * The seal of a finding: SHA-256 over where, what, when, which photos and recordings and which words. The server makes the same bytes
 * (`src/Jiban.Patrol/FindingSeal.cs`, where they are described); undefined where the browser can't hash.
 */
export const sealOf = (
  { lon, lat, accuracyMetres, component, sizes = [], foundAt, text }: Finding,
  photos: readonly ArrayBuffer[],
): Promise<string | undefined> =>
  sealOver(
    [
      ...(sizes.length > 0
        ? ['jiban finding 3', component ?? '-', line(sizes)]
        : component
          ? ['jiban finding 2', component]
          : ['jiban finding 1']),
      Math.round(lon * 1e7),
      Math.round(lat * 1e7),
      accuracyMetres === null ? '-' : Math.round(accuracyMetres * 10),
      Date.parse(foundAt),
    ],
    photos,
    text,
  )

type PlaceLook = Pick<
  PlaceContent,
  'planId' | 'placeNo' | 'result' | 'answers' | 'sizes' | 'survey' | 'found' | 'stood' | 'foundAt' | 'text'
>

/** The seal of a look at a place of a plan: which place, what was answered, when, which photos and which words. */
export const lookSealOf = (
  { planId, placeNo, result, answers, sizes = [], survey, found, stood, foundAt, text }: PlaceLook,
  photos: readonly ArrayBuffer[],
): Promise<string | undefined> =>
  found && survey?.lon !== undefined && survey.lat !== undefined
    ? sealOf(
        {
          lon: survey.lon,
          lat: survey.lat,
          accuracyMetres: survey.accuracyMetres ?? null,
          foundAt,
          text: `${found.classCode} ${found.name} ${text}`,
        },
        photos,
      )
    : sealOver(
        [
          stood
            ? 'jiban look 4'
            : survey
              ? 'jiban look 3'
              : sizes.length > 0
                ? 'jiban look 2'
                : 'jiban look 1',
          planId,
          placeNo,
          result,
          answers.map((holds) => (holds ? '1' : '0')).join('') || '-',
          ...(stood
            ? [line(sizes) || '-', ...surveyLines(survey), ...whereLines(stood)]
            : survey
              ? surveyLines(survey)
              : sizes.length > 0
                ? [line(sizes)]
                : []),
          Date.parse(foundAt),
        ],
        photos,
        text,
      )

/** The seal of a look at a case: which case, what was asked and answered, where the inspector stood, when, which photos and which words. */
export const checkSealOf = (
  { caseId, verifies, passed, stood, foundAt, note }: LookContent & { foundAt: string },
  photos: readonly ArrayBuffer[],
): Promise<string | undefined> =>
  sealOver(
    [
      'jiban check 1',
      caseId,
      verifies ? 'verify' : 'reinspect',
      passed ? 1 : 0,
      ...whereLines(stood),
      Date.parse(foundAt),
    ],
    photos,
    note,
  )

/** The seal of a measurement: of which component, what and how much, where, when and which photos (`MeasurementSeal` of City). */
export const measurementSealOf = (
  {
    component,
    quantity,
    value = 0,
    unit,
    clock,
    lon,
    lat,
    accuracyMetres,
    foundAt,
  }: Omit<MeasurementContent, 'kind' | 'title' | 'phoneAt' | 'seal'>,
  photos: readonly ArrayBuffer[],
): Promise<string | undefined> =>
  sealOver(
    [
      ...(clock
        ? ['jiban measurement 2', component, clock]
        : ['jiban measurement 1', component, Math.round(value * 1e6)]),
      ...whereLines({ lon, lat, ...(accuracyMetres !== null && { accuracyMetres }) }),
      Date.parse(foundAt),
    ],
    photos,
    clock ? quantity : `${quantity} ${unit}`,
  )

const whereLines = ({ lon, lat, accuracyMetres }: Partial<StoodAt> = {}) => [
  lon === undefined ? '-' : Math.round(lon * 1e7),
  lat === undefined ? '-' : Math.round(lat * 1e7),
  accuracyMetres === undefined ? '-' : Math.round(accuracyMetres * 10),
]

const surveyLines = (survey: Survey | undefined) => [survey?.state ?? '-', ...whereLines(survey)]
