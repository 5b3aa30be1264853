import encodeQR from 'qr'
import { expect, test, vi } from 'vitest'
import { readLabel } from './read-code'

const code = '99010101018000007'

/** A photograph as pixels: the label, a little turned, on a grey wall whose light falls off to one side. */
const photograph = (text: string) => {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: 4 })
  const [width, height, size, turn] = [420, 360, 6, 0.12]
  const data = new Uint8ClampedArray(4 * width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [fromX, fromY] = [x - width / 2, y - height / 2]
      const column = Math.floor((fromX * Math.cos(turn) + fromY * Math.sin(turn)) / size + modules.length / 2)
      const row = Math.floor((fromY * Math.cos(turn) - fromX * Math.sin(turn)) / size + modules.length / 2)
      const dark = modules[row]?.[column]
      const light = 1 - x / (3 * width)
      const shade = (dark === undefined ? 120 : dark ? 35 : 225) * light
      data.set([shade, shade, shade, 255], 4 * (y * width + x))
    }
  return { width, height, data }
}

/** A browser without `BarcodeDetector`, whose canvas holds what was photographed. */
const stage = (picture: ReturnType<typeof photograph>) => {
  vi.stubGlobal('BarcodeDetector', undefined)
  vi.stubGlobal('createImageBitmap', async () => ({ ...picture, close: () => undefined }))
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({
    drawImage: () => undefined,
    getImageData: () => picture,
  } as never)
}

test('a browser that reads no codes takes the identifier from a photographed label all the same', async () => {
  stage(photograph(`https://jiban.example/tag/${code}`))
  expect(await readLabel(new Blob())).toBe(code)
})

test('a wall without a label, and a code of something else, are no identifier', async () => {
  stage({ width: 64, height: 64, data: new Uint8ClampedArray(4 * 64 * 64).fill(120) })
  expect(await readLabel(new Blob())).toBeUndefined()
  stage(photograph('https://example.org/menu'))
  expect(await readLabel(new Blob())).toBeUndefined()
})

test('a browser whose own reader exists and refuses reads by the library as well', async () => {
  stage(photograph(`https://jiban.example/tag/${code}`))
  vi.stubGlobal(
    'BarcodeDetector',
    class {
      detect = () => Promise.reject(new DOMException('The service is not there', 'NotSupportedError'))
    },
  )
  expect(await readLabel(new Blob())).toBe(code)
})
