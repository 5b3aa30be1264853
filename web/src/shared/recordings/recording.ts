import type { Photo } from '@/shared/photos/photo'

/** So many recordings go with one finding, each of so many seconds: what the server takes. */
export const mostRecordings = 3
export const longestSeconds = 120

/** Speech; two minutes are half a megabyte. */
export const bitsPerSecond = 32_000

/** What browsers record in, the first that this one can: WebM in Chrome, MP4 in Safari, Ogg in Firefox. */
const types = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']

/** Undefined where nothing can be recorded: an old browser, or a page over plain http. */
export const recordingType = (): string | undefined =>
  typeof MediaRecorder === 'undefined' || !navigator.mediaDevices
    ? undefined
    : types.find((type) => MediaRecorder.isTypeSupported(type))

/** The container alone, as the server names it. */
export const containerOf = (type: string): string => type.split(';')[0] ?? type

/** A finished recording under a name that tells how long it is: what a recorder writes has no length in its header. */
export const recordingOf = (pieces: readonly Blob[], type: string, seconds: number): Photo => {
  const container = containerOf(type)
  const file = new File([...pieces], `${seconds}s.${container.split('/')[1]}`, { type: container })
  const key = [...crypto.getRandomValues(new Uint32Array(2))].map((part) => part.toString(36)).join('')
  return { key, file }
}

export const secondsOf = ({ file }: Photo): number => Number.parseInt(file.name, 10) || 0
