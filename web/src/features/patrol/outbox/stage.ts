import type { FieldStore, LookContent, ReportContent } from './store'

// For the tests of the outbox: a server that holds to the protocol, behind a network that does not.

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })

export const problem = (status: number, slug: string) =>
  json(status, { type: `/problems/${slug}`, title: `${slug} in words`, status })

/** What the network does with one request: nothing; loses it on the way there; loses the answer; answers for itself. */
export type Fate = 'arrives' | 'lost' | 'unanswered' | Response

interface Filed {
  key: string
  text: string
  photos: string[]
  recordings?: string[]
}

/** Takes what the real one takes: a key once, an upload for one record, a look under the version that is. */
export class Server {
  readonly filed: Filed[] = []
  readonly looks: { caseId: string; photos: string[] }[] = []
  readonly asked: string[] = []
  account: string | undefined = 'a1'
  version = 5
  uploads = 0
  fate: (path: string) => Fate = () => 'arrives'

  readonly ask = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const name = `${request.method} ${pathname}`
    this.asked.push(name)
    const fate = this.fate(name)
    if (fate === 'lost') throw new TypeError('Failed to fetch')
    if (fate instanceof Response) return fate
    const answer = await this.answer(name, request)
    if (fate === 'unanswered') throw new TypeError('Failed to fetch')
    return answer
  }

  private async answer(name: string, request: Request): Promise<Response> {
    if (!this.account) return problem(401, 'sign-in')
    if (name === 'GET /api/session') return json(200, { account: { id: this.account } })
    if (name === 'POST /api/uploads') return json(201, { id: `upload-${++this.uploads}` })
    if (name === 'POST /api/patrol/reports') return this.file(request)
    return name.startsWith('GET') ? this.page() : this.look(request)
  }

  private async file(request: Request): Promise<Response> {
    const key = request.headers.get('Idempotency-Key') ?? ''
    const { text, attachments, recordings } = (await request.json()) as {
      text: string
      attachments: string[]
      recordings?: string[]
    }
    const before = this.filed.findIndex((one) => one.key === key)
    if (before < 0 && this.isUsed(attachments)) return problem(409, 'upload-already-used')
    if (before >= 0 && this.filed[before]?.photos.join() !== attachments.join())
      return problem(422, 'idempotency-key-reused')
    if (before < 0) this.filed.push({ key, text, photos: attachments, ...(recordings && { recordings }) })
    const nth = before < 0 ? this.filed.length - 1 : before
    return json(201, {
      caseId: `c${nth}`,
      number: `N-${nth}`,
      dispatch: { state: 'dispatched', reasons: [] },
    })
  }

  private async look(request: Request): Promise<Response> {
    if (request.headers.get('If-Match') !== `"${this.version}"`) return problem(409, 'changed-meanwhile')
    const { attachments } = (await request.json()) as { attachments: string[] }
    this.version++
    this.looks.push({ caseId: 'c1', photos: attachments })
    return json(200, { id: 'c1' })
  }

  private page(): Response {
    return json(200, {
      id: 'c1',
      attachments: this.looks.flatMap(({ photos }) => photos.map((id) => ({ id }))),
    })
  }

  private isUsed(photos: readonly string[]): boolean {
    return this.filed.some((one) => one.photos.some((id) => photos.includes(id)))
  }
}

export const reportOf = (text: string): ReportContent => ({
  kind: 'report',
  text,
  classCode: '',
  lon: 116.4,
  lat: 39.9,
  accuracyMetres: 8,
  foundAt: '2026-11-20T02:00:00.000Z',
  phoneAt: '2026-11-20T02:00:00.000Z',
})

export const look: LookContent = {
  kind: 'look',
  caseId: 'c1',
  version: 5,
  title: '绿地塌陷',
  passed: true,
  note: '',
}

/** Puts something with photos into a queue, as a page does. */
export const put = (
  store: FieldStore,
  key: string,
  content: ReportContent | LookContent = reportOf(key),
  { account = 'a1', photos = 1 } = {},
) =>
  store.add(
    { account, key, language: 'zh-CN', content },
    Array.from({ length: photos }, (_, nth) => ({ bytes: new Uint8Array([nth]).buffer, type: 'image/jpeg' })),
  )
