import { expect, test } from 'vitest'
import { exifOf, withExifOf } from './exif'

/** A JPEG with an EXIF block that says "turned by 90°" (6) and one tag more, little-endian. */
const tiff = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 2, 0]
const turned = [0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]
const other = [0x0f, 0x01, 3, 0, 1, 0, 0, 0, 9, 0, 0, 0]
const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff, ...other, ...turned, 0, 0, 0, 0]
const segment = [0xff, 0xe1, 0, body.length + 2, ...body]
const picture = [0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]
const bytes = (...all: number[]) => new Uint8Array(all).buffer

const original = bytes(0xff, 0xd8, 0xff, 0xe0, 0, 4, 7, 7, ...segment, ...picture)
const redrawn = bytes(0xff, 0xd8, ...picture)

test('the block of the original stands in the redrawn picture, upright', () => {
  const whole = [...new Uint8Array(withExifOf(original, redrawn))]
  const kept = segment.map((byte, at) => (at === segment.length - 8 ? 1 : byte))
  expect(whole).toEqual([0xff, 0xd8, ...kept, ...picture])
})

test('a picture without a block, with a broken one, or that is no JPEG leaves the redrawn one as it is', () => {
  expect(withExifOf(bytes(0xff, 0xd8, ...picture), redrawn)).toBe(redrawn)
  expect(withExifOf(bytes(0x89, 0x50, 0x4e, 0x47, 0, 0), redrawn)).toBe(redrawn)
  const cut = bytes(0xff, 0xd8, 0xff, 0xe1, 0, 18, ...body.slice(0, 16))
  expect(exifOf(cut)).toBeTruthy()
  expect(withExifOf(cut, redrawn)).toBe(redrawn)
})
