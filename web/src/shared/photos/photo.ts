import { say } from './words'

/** A photo that was chosen: on its way, arrived, or refused with a reason. */
export interface Photo {
  key: string
  file: File
  /** The id of the upload, once it has arrived. */
  id?: string
  fault?: string
  /** Another try can't help: the file itself was refused. */
  hopeless?: boolean
  /** How much has left, 0 to 1. */
  share?: number
}

/** Changes the photos as they stand now: uploads end in any order. */
export type ChangePhotos = (change: (before: readonly Photo[]) => readonly Photo[]) => void

/** The ids of all that arrived, to send with an operation. */
export const arrived = (photos: readonly Photo[]): string[] => photos.flatMap(({ id }) => (id ? [id] : []))

/** Whether one is still on its way. */
export const stillSending = (photos: readonly Photo[]): boolean =>
  photos.some(({ id, fault }) => !id && !fault)

export const acceptedTypes = 'image/jpeg,image/png,image/webp,image/heic,image/heif'

const megabyte = 1024 * 1024
const maxMegabytes = 10
/** What a phone of 108 million pixels takes is shrunk before it is sent; more than that a phone can't hold beside the app. */
const maxShrunkMegabytes = 60
/** What every browser can draw, and so shrink. */
const drawn = ['image/jpeg', 'image/png', 'image/webp']

/**
 * Why a file can't be a photo here, before anything is sent. The server judges by content and has the last word.
 * @param shrinks Whether it is made smaller before it is sent.
 */
export const whyRefused = (file: File, shrinks = false): string | undefined => {
  // Windows and many Androids give a HEIC no type at all.
  const isHeic = /^image\/hei[cf]$/.test(file.type) || /\.hei[cf]$/i.test(file.name)
  const accepted = isHeic || acceptedTypes.split(',').includes(file.type)
  if (!accepted) return say('wrongType')
  if (file.size === 0) return say('emptyFile')
  const max = shrinks && drawn.includes(file.type) ? maxShrunkMegabytes : maxMegabytes
  if (file.size > max * megabyte)
    return say(isHeic ? 'heicTooLarge' : 'tooLarge', { size: (file.size / megabyte).toFixed(1), max })
  return undefined
}

/** A photo that has just been chosen. Not crypto.randomUUID: it is missing where an intranet serves plain http. */
export const chosen = (file: File, shrinks = false): Photo => {
  const key = [...crypto.getRandomValues(new Uint32Array(2))].map((part) => part.toString(36)).join('')
  const fault = whyRefused(file, shrinks)
  return fault ? { key, file, fault, hopeless: true } : { key, file }
}
