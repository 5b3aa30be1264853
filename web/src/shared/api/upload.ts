import { language } from '@/shared/i18n/i18n'
import { fileChanged, offline, refusal } from './problem'

interface Sending {
  /** How much has left, 0 to 1. */
  onShare?: ((share: number) => void) | undefined
  signal?: AbortSignal | undefined
}

const read = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isReadable = (content: XMLHttpRequestBodyInit) =>
  content instanceof Blob
    ? content
        .slice(0, 1)
        .arrayBuffer()
        .then(
          () => true,
          () => false,
        )
    : Promise.resolve(true)

const hasId = (answer: unknown): answer is { id: string } =>
  typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string'

/**
 * Sends a body and gives what is answered. By XMLHttpRequest, because fetch can't tell how much has left, and ten megabytes from
 * a bus stop take a while.
 */
export const sendFile = (
  path: string,
  content: XMLHttpRequestBodyInit,
  { onShare, signal }: Sending = {},
): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('Accept-Language', language())
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (lengthComputable) onShare?.(loaded / total)
    }
    request.onload = () => {
      const answer = read(request.responseText)
      if (request.status < 300) resolve(answer)
      else reject(refusal(request.status, answer))
    }
    request.onerror = async () => reject((await isReadable(content)) ? offline() : fileChanged())
    request.onabort = () => reject(offline())
    signal?.addEventListener('abort', () => request.abort())
    request.send(content)
  })

/** Sends one photo; its id is given to the operation that uses it. */
export const upload = async (file: Blob, sending: Sending = {}): Promise<{ id: string }> => {
  const form = new FormData()
  form.append('file', file)
  const answer = await sendFile('/api/uploads', form, sending)
  if (!hasId(answer)) throw refusal(0, answer)
  return answer
}
