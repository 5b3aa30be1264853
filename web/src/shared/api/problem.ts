import { defineWords } from '@/shared/i18n/i18n'

const { say } = defineWords(
  'problem',
  {
    offline: '没有连上服务，没有提交。您填写的内容都还在，请看看网络，过一会儿再试。',
    broken: '服务暂时出了问题，没有提交。您填写的内容都还在，请稍后再试。',
    fileChanged: '这个文件选好以后又改动过，没有提交。请重新选择它，再试一次。',
  },
  {
    offline:
      'The service could not be reached, so nothing was sent. What you typed is still here; please try again in a moment.',
    broken: 'The service has a fault, so nothing was saved. What you typed is still here; please try again.',
    fileChanged: 'The file was changed after it was chosen, so nothing was sent. Please choose it again.',
  },
)

/** A refusal of the server (RFC 9457), or the lack of an answer. Its message is fit to be shown as it is. */
export class Refused extends Error {
  constructor(
    /** Stable slug without `/problems/`: `already-signed`; `offline`, `broken` and `file-changed` are ours. */
    readonly slug: string,
    readonly status: number,
    message: string,
    /** Faults by field. */
    readonly fields: Record<string, string[]> = {},
    /** Named facts beside the words, such as `signedBy`. */
    readonly facts: Record<string, unknown> = {},
  ) {
    super(message)
    this.name = 'Refused'
  }
}

/** No answer came at all. */
export const offline = () => new Refused('offline', 0, say('offline'))

/** The browser gives no file that is another one by now: whoever mends it in place chooses it again. */
export const fileChanged = () => new Refused('file-changed', 0, say('fileChanged'))

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const fieldsOf = (value: unknown): Record<string, string[]> =>
  isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).map(([field, faults]) => [
          field,
          Array.isArray(faults) ? faults.filter((fault): fault is string => typeof fault === 'string') : [],
        ]),
      )
    : {}

/** Reads a problem document; anything else that failed becomes `broken`. */
export const refusal = (status: number, body: unknown): Refused => {
  if (!isRecord(body) || typeof body.type !== 'string' || typeof body.title !== 'string')
    return new Refused('broken', status, say('broken'))
  const { type, title, errors, status: _, ...facts } = body
  return new Refused(type.replace(/^\/problems\//, ''), status, title, fieldsOf(errors), facts)
}

/** What to tell a person about anything that was thrown. */
export const tell = (thrown: unknown): string => (thrown instanceof Refused ? thrown.message : say('broken'))
