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

/** The library's reader, for browsers that bring none; loaded when the first label is read. */
const readByLibrary = async (bitmap: ImageBitmap): Promise<string[]> => {
  const { default: decode } = await import('qr/decode.js')
  const share = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(bitmap.width * share)
  canvas.height = Math.round(bitmap.height * share)
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) return []
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return [decode(pen.getImageData(0, 0, canvas.width, canvas.height), { timeLimit: patience })]
}

const readAll = async (bitmap: ImageBitmap): Promise<string[]> => {
  const Detector = detector()
  if (!Detector) return readByLibrary(bitmap)
  try {
    const codes = await new Detector({ formats: ['qr_code'] }).detect(bitmap)
    return codes.map(({ rawValue }) => rawValue)
  } catch {
    // Some browsers have it and can't: the service behind it is not installed, or reads no QR codes.
    return readByLibrary(bitmap)
  }
}

/** The identifier on a photographed label; undefined when none can be read. The picture goes nowhere. */
export const readLabel = async (picture: Blob): Promise<string | undefined> => {
  const bitmap = await createImageBitmap(picture).catch(() => undefined)
  if (!bitmap) return undefined
  try {
    // The library throws where it finds no code.
    return (await readAll(bitmap).catch(() => [])).map(readComponentCode).find(Boolean)
  } finally {
    bitmap.close()
  }
}
