// A canvas forgets where and when a photo was taken. The block that says so is carried over from the original as it stands; only
// "turn it by 90°" is taken out, because the canvas has turned it already. The server reads it and never shows it.

const isExif = (view: DataView, at: number) =>
  view.getUint32(at + 4) === 0x45786966 && view.getUint16(at + 8) === 0

/** The EXIF segment of a JPEG, marker and length included; undefined when it has none. */
export const exifOf = (jpeg: ArrayBuffer): Uint8Array | undefined => {
  const view = new DataView(jpeg)
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined
  let at = 2
  while (at + 10 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1)
    const length = 2 + view.getUint16(at + 2)
    if (marker === 0xe1 && isExif(view, at) && at + length <= view.byteLength)
      return new Uint8Array(jpeg.slice(at, at + length))
    // The picture itself begins: nothing is said after it.
    if (marker === 0xda) return undefined
    at += length
  }
  return undefined
}

const orientation = 0x0112
/** Marker, length, `Exif`, two zeros. */
const header = 10

/** The segment, saying that the picture stands upright. */
const upright = (segment: Uint8Array): Uint8Array => {
  const copy = segment.slice()
  const view = new DataView(copy.buffer, header)
  const little = view.getUint16(0) === 0x4949
  const directory = view.getUint32(4, little)
  const entries = view.getUint16(directory, little)
  for (let nth = 0; nth < entries; nth++) {
    const entry = directory + 2 + 12 * nth
    if (view.getUint16(entry, little) === orientation) view.setUint16(entry + 8, 1, little)
  }
  return copy
}

/** A JPEG with the EXIF of the original in it; as it is when that has none, or a broken one. */
export const withExifOf = (original: ArrayBuffer, jpeg: ArrayBuffer): ArrayBuffer => {
  try {
    const segment = exifOf(original)
    if (!segment) return jpeg
    const block = upright(segment)
    const whole = new Uint8Array(jpeg.byteLength + block.length)
    whole.set(new Uint8Array(jpeg, 0, 2))
    whole.set(block, 2)
    whole.set(new Uint8Array(jpeg, 2), 2 + block.length)
    return whole.buffer
  } catch (thrown) {
    if (thrown instanceof RangeError) return jpeg
    throw thrown
  }
}
