import { Dexie } from 'dexie'
import {
  type FieldStore,
  isRecording,
  type LookContent,
  type Outgoing,
  type OutgoingPhoto,
  type Receipt,
  type WhyRefused,
} from './store'

// Runs in the page and in the service worker, which has no localStorage: nothing here may speak. Words come from the server.

/** How a round of sending ended: everything is sent; the server is out of reach or busy; nobody is signed in. */
export type Outcome = { end: 'empty' } | { end: 'away'; afterSeconds?: number } | { end: 'signedOut' }

type Ask = (request: Request) => Promise<Response>

/** An answer of the server; `problem` when it refused in words. One that is not JSON is somebody else's: a hotel's sign-in page. */
interface Answer {
  status: number
  body: Record<string, unknown>
  problem?: WhyRefused
  afterSeconds?: number
}

/** The server can't, for now. */
class Away extends Error {
  constructor(readonly afterSeconds?: number) {
    super('away')
  }
}
class SignedOut extends Error {}
/** The server does not want it, and said why. */
class NotTaken extends Error {
  constructor(readonly answer: Answer & { problem: WhyRefused }) {
    super(answer.problem.slug)
  }
}

const patience = 60_000
const uploadPatience = 180_000
/** The server forgets an upload that nothing used after 24 hours. */
const uploadsLive = 20 * 3_600_000
const mostFaults = 5

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const readAnswer = async (response: Response): Promise<Answer> => {
  const body: unknown = await response.json()
  if (!isRecord(body)) throw new Away()
  const { type, title } = body
  const wait = Number(response.headers.get('Retry-After') ?? Number.NaN)
  return {
    status: response.status,
    body,
    ...(typeof type === 'string' &&
      typeof title === 'string' && {
        problem: { slug: type.replace(/^\/problems\//, ''), message: title },
      }),
    ...(wait > 0 && { afterSeconds: wait }),
  }
}

const isBusy = (status: number) => [408, 429, 502, 503, 504, 507].includes(status)
const needsTheDoor = ({ status, problem }: Answer) =>
  status === 401 ||
  (status === 403 && ['change-password', 'enrol-second-factor'].includes(problem?.slug ?? ''))

class Line {
  constructor(
    private readonly ask: Ask,
    private readonly origin: string,
  ) {}

  /** Asks, and gives back what was done; everything else is thrown. */
  async call(path: string, init: RequestInit = {}, wait = patience): Promise<Answer> {
    const request = new Request(new URL(path, this.origin), {
      redirect: 'error',
      signal: AbortSignal.timeout(wait),
      ...init,
    })
    const answer = await this.ask(request)
      .then(readAnswer)
      .catch(() => {
        throw new Away()
      })
    if (answer.status >= 200 && answer.status < 300) return answer
    if (needsTheDoor(answer)) throw new SignedOut()
    if (isBusy(answer.status)) throw new Away(answer.afterSeconds)
    if (!answer.problem) throw new Away()
    throw new NotTaken({ ...answer, problem: answer.problem })
  }
}

const json = (outgoing: Outgoing, body: unknown, headers: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'Accept-Language': outgoing.language, ...headers },
  body: JSON.stringify(body),
})

/** Ids of what went up. */
interface Uploaded {
  photos: string[]
  recordings: string[]
}

/** Sends the photos and recordings that are not there yet, each kept as sent before the next. One whose answer is lost goes again; the first belongs to nothing. */
const uploadAll = async (store: FieldStore, line: Line, outgoing: Outgoing): Promise<Uploaded> => {
  const photos: string[] = []
  const recordings: string[] = []
  for (const kept of await store.photosOf(outgoing.key))
    (isRecording(kept) ? recordings : photos).push(await uploadOne(store, line, outgoing, kept))
  return { photos, recordings }
}

const uploadOne = async (store: FieldStore, line: Line, { language }: Outgoing, photo: OutgoingPhoto) => {
  const fresh = photo.uploadedAt !== undefined && Date.now() - photo.uploadedAt < uploadsLive
  if (photo.uploadId && fresh) return photo.uploadId
  const { body } = await line.call(
    '/api/uploads',
    {
      method: 'POST',
      headers: { 'Accept-Language': language, ...(photo.type && { 'Content-Type': photo.type }) },
      body: photo.bytes,
    },
    uploadPatience,
  )
  if (typeof body.id !== 'string') throw new Away()
  // A full phone can't write that down, and only what is sent makes room: an answer that is lost then costs another upload.
  await store.photos
    .update([photo.key, photo.nth], { uploadId: body.id, uploadedAt: Date.now() })
    .catch(() => undefined)
  return body.id
}

const isReceipt = (body: unknown): body is Receipt =>
  isRecord(body) && typeof body.number === 'string' && isRecord(body.dispatch)

const sendReport = async (store: FieldStore, line: Line, outgoing: Outgoing, up: Uploaded) => {
  if (outgoing.content.kind !== 'report') return
  const { kind: _, classCode, accuracyMetres, known, ...rest } = outgoing.content
  const report = {
    ...rest,
    attachments: up.photos,
    ...(up.recordings.length > 0 && { recordings: up.recordings }),
    ...(classCode && { classCode }),
    ...(known && { knownCase: known.caseId }),
    ...(accuracyMetres !== null && { accuracyMetres }),
  }
  try {
    const { body } = await line.call(
      '/api/patrol/reports',
      json(outgoing, report, { 'Idempotency-Key': outgoing.key }),
    )
    if (!isReceipt(body)) throw new Away()
    await store.arrived(outgoing, body)
  } catch (thrown) {
    // Only this report has the key: it is there, with photos that were uploaded for an answer that was lost.
    if (!(thrown instanceof NotTaken) || thrown.answer.problem.slug !== 'idempotency-key-reused') throw thrown
    await store.arrived(outgoing)
  }
}

/** Whether a look is there already, under its own photos: its answer was lost. */
const isThere = async (line: Line, { caseId }: LookContent, files: readonly string[]): Promise<boolean> => {
  const { body } = await line.call(`/api/cases/${caseId}`)
  return (
    Array.isArray(body.attachments) &&
    body.attachments.some((one) => isRecord(one) && typeof one.id === 'string' && files.includes(one.id))
  )
}

const sendLook = async (
  store: FieldStore,
  line: Line,
  outgoing: Outgoing,
  { photos: attachments, recordings }: Uploaded,
) => {
  if (outgoing.content.kind !== 'look') return
  const { content } = outgoing
  const { passed, note, foundAt, stood, seal } = content
  const told = {
    note,
    attachments,
    ...(recordings.length > 0 && { recordings }),
    ...(foundAt && { seen: { foundAt, ...stood, ...(seal && { seal }) } }),
  }
  const [what, look] = content.verifies
    ? ['verify', { found: passed, ...told }]
    : ['reinspect', { passed, ...told }]
  try {
    const { body } = await line.call(
      `/api/cases/${content.caseId}/${what}`,
      json(outgoing, look, { 'If-Match': `"${content.version}"` }),
    )
    if (typeof body.id !== 'string') throw new Away()
  } catch (thrown) {
    if (!(thrown instanceof NotTaken) || !(await isThere(line, content, [...attachments, ...recordings])))
      throw thrown
  }
  await store.arrived(outgoing)
}

/** A place of a plan: its key makes it one look, and one case when something was found. */
const sendPlace = async (store: FieldStore, line: Line, outgoing: Outgoing, up: Uploaded) => {
  if (outgoing.content.kind !== 'place') return
  const { planId, placeNo, result, answers, sizes, survey, found, stood, text, foundAt, phoneAt, seal } =
    outgoing.content
  const told = {
    foundAt,
    phoneAt,
    attachments: up.photos,
    ...(up.recordings.length > 0 && { recordings: up.recordings }),
    ...(text && { text }),
    ...(seal && { seal }),
  }
  const { body } = await line.call(
    found ? `/api/patrol/plans/${planId}/components` : `/api/patrol/plans/${planId}/places/${placeNo}/looks`,
    json(
      outgoing,
      found
        ? { ...told, ...survey, ...found }
        : {
            ...told,
            result,
            answers,
            ...(sizes && { sizes }),
            ...(survey && { survey }),
            ...(stood && { stood }),
          },
      { 'Idempotency-Key': outgoing.key },
    ),
  )
  if (typeof body.lookId !== 'string') throw new Away()
  await store.arrived(outgoing)
}

/** On or off duty. Told twice it is told once: the first moment stands. */
const sendDuty = async (store: FieldStore, line: Line, outgoing: Outgoing) => {
  if (outgoing.content.kind !== 'duty') return
  const { shiftId, what, foundAt } = outgoing.content
  await line.call(`/api/patrol/shifts/${shiftId}/${what}`, json(outgoing, { at: foundAt }, {}))
  await store.arrived(outgoing)
}

/** A value measured at a component: its key makes it one. */
const sendMeasurement = async (store: FieldStore, line: Line, outgoing: Outgoing, { photos }: Uploaded) => {
  if (outgoing.content.kind !== 'measurement') return
  const { component, quantity, value, unit, clock, lon, lat, accuracyMetres, foundAt, seal } =
    outgoing.content
  const { body } = await line.call(
    `/api/components/tags/${component}/measurements`,
    json(
      outgoing,
      {
        quantity,
        ...(clock ? { clock } : { value, unit }),
        lon,
        lat,
        measuredAt: foundAt,
        photos,
        ...(seal && { seal }),
        ...(accuracyMetres !== null && { accuracyMetres }),
      },
      { 'Idempotency-Key': outgoing.key },
    ),
  )
  if (typeof body.code !== 'string') throw new Away()
  await store.arrived(outgoing)
}

const senders = {
  report: sendReport,
  look: sendLook,
  place: sendPlace,
  duty: sendDuty,
  measurement: sendMeasurement,
}

const sendOne = async (store: FieldStore, line: Line, outgoing: Outgoing): Promise<void> => {
  try {
    const up = await uploadAll(store, line, outgoing)
    await senders[outgoing.content.kind](store, line, outgoing, up)
  } catch (thrown) {
    if (!(thrown instanceof NotTaken)) throw thrown
    const { status, problem } = thrown.answer
    const faults = outgoing.faults + 1
    // A photo that waited too long for its report is sent again; a fault of the server may be gone by the next round.
    const again = ['unknown-upload', 'upload-already-used'].includes(problem.slug) || status >= 500
    if (!again || faults >= mostFaults) {
      await store.outgoing.update(outgoing.order, { state: 'refused', faults, refused: problem })
      return
    }
    await store.outgoing.update(outgoing.order, { faults })
    if (status >= 500) throw new Away()
    await store.photos.where({ key: outgoing.key }).modify({ uploadedAt: 0 })
  }
}

/** Points of tracks, batch by batch. One that is refused, off duty or without consent, is forgotten here too: nobody is to have it. */
const sendTracks = async (store: FieldStore, line: Line, account: string): Promise<void> => {
  for (const { order, shiftId, points } of await store.track.where({ account }).sortBy('order')) {
    try {
      await line.call(`/api/patrol/shifts/${shiftId}/track`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ points }),
      })
    } catch (thrown) {
      if (!(thrown instanceof NotTaken)) throw thrown
      if (thrown.answer.status >= 500) throw new Away()
    }
    await store.track.delete(order)
  }
}

/**
 * Sends what waits of whoever is signed in, one after the other in the order in which it was finished. What the server refuses is put
 * aside for its inspector, and the next goes on; where there is no answer everything waits. Safe to break off at any point.
 */
export const sendWaiting = async (store: FieldStore, ask: Ask, origin: string): Promise<Outcome> => {
  const line = new Line(ask, origin)
  try {
    // The cookie says who sends, not the page: another may have signed in on this phone.
    const { account } = (await line.call('/api/session')).body
    if (!isRecord(account) || typeof account.id !== 'string') throw new Away()
    for (let next = await store.next(account.id); next; next = await store.next(account.id))
      await sendOne(store, line, next)
    await sendTracks(store, line, account.id)
    return { end: 'empty' }
  } catch (thrown) {
    if (thrown instanceof SignedOut) return { end: 'signedOut' }
    if (thrown instanceof Away)
      return { end: 'away', ...(thrown.afterSeconds && { afterSeconds: thrown.afterSeconds }) }
    // GET /api/session refused in other words: not now.
    if (thrown instanceof NotTaken) return { end: 'away' }
    // The phone's own store did not answer: full, or closed by the system.
    if (thrown instanceof Dexie.DexieError) return { end: 'away' }
    throw thrown
  }
}
