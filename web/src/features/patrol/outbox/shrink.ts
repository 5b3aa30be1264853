import { withExifOf } from './exif'

/** Enough to read a number plate across the road, and a tenth of what a phone takes. */
const longestSide = 2048
const quality = 0.85
/** What is this small already is sent as it was taken. */
const smallBytes = 600 * 1024

/** A photo as it is kept and sent. */
export interface Shrunk {
  bytes: ArrayBuffer
  type: string
}

const redraw = async (file: File): Promise<Blob | null> => {
  const bitmap = await createImageBitmap(file)
  try {
    const share = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(bitmap.width * share)
    canvas.height = Math.round(bitmap.height * share)
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    return await new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality))
  } finally {
    bitmap.close()
  }
}

/** Shrinks a photo on the phone; one that the browser can't draw (HEIC outside of Safari), or that is small, stays as it is. */
export const shrink = async (file: File): Promise<Shrunk> => {
  const original = await file.arrayBuffer()
  const asItIs = { bytes: original, type: file.type }
  if (file.size <= smallBytes) return asItIs
  const smaller = await redraw(file).catch(() => null)
  return smaller && smaller.size < file.size
    ? { bytes: withExifOf(original, await smaller.arrayBuffer()), type: 'image/jpeg' }
    : asItIs
}
