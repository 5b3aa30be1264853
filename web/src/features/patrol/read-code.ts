import { readComponentCode } from '@/shared/component-code'

/** Reads codes out of pictures; Safari and Firefox have none. */
interface Detector {
  detect: (picture: ImageBitmapSource) => Promise<{ rawValue: string }[]>
}

type MakeDetector = new (options: { formats: string[] }) => Detector

const detector = (): MakeDetector | undefined =>
  (globalThis as { BarcodeDetector?: MakeDetector }).BarcodeDetector

/** A label that was photographed fills a good part of the picture; more pixels only take longer. */
const longestSide = 1600
/** A person waits for it, once. */
const patience = 2_000

/** A photograph, or what a camera shows at this moment. */
type Seen = ImageBitmap | HTMLVideoElement

const sizeOf = (seen: Seen): [number, number] =>
  'videoWidth' in seen ? [seen.videoWidth, seen.videoHeight] : [seen.width, seen.height]

/** The library's reader, for browsers that bring none; loaded when the first label is read. */
const readByLibrary = async (seen: Seen): Promise<string[]> => {
  const { default: decode } = await import('qr/decode.js')
  const [width, height] = sizeOf(seen)
  const share = Math.min(1, longestSide / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * share)
  canvas.height = Math.round(height * share)
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) return []
  pen.drawImage(seen, 0, 0, canvas.width, canvas.height)
  return [decode(pen.getImageData(0, 0, canvas.width, canvas.height), { timeLimit: patience })]
}

const readAll = async (seen: Seen): Promise<string[]> => {
  const Detector = detector()
  if (!Detector) return readByLibrary(seen)
  try {
    const codes = await new Detector({ formats: ['qr_code'] }).detect(seen)
    return codes.map(({ rawValue }) => rawValue)
  } catch {
    // Some browsers have it and can't: the service behind it is not installed, or reads no QR codes.
    return readByLibrary(seen)
  }
}

/** The identifier on a label that is seen; undefined when none can be read. The library throws where it finds no code. */
const readSeen = async (seen: Seen): Promise<string | undefined> =>
  (await readAll(seen).catch(() => [])).map(readComponentCode).find(Boolean)

/** The identifier on a label that a camera is held at, now. */
export const readFrame = (video: HTMLVideoElement): Promise<string | undefined> =>
  video.videoWidth > 0 ? readSeen(video) : Promise.resolve(undefined)

/** The identifier on a photographed label; undefined when none can be read. The picture goes nowhere. */
export const readLabel = async (picture: Blob): Promise<string | undefined> => {
  const bitmap = await createImageBitmap(picture).catch(() => undefined)
  if (!bitmap) return undefined
  try {
    return await readSeen(bitmap)
  } finally {
    bitmap.close()
  }
}
