import { afterEach, expect, test, vi } from 'vitest'
import { sendFile } from './upload'

/** A network that takes nothing. */
class Nowhere {
  upload = {}
  onerror: (() => void) | undefined
  open() {}
  setRequestHeader() {}
  send() {
    queueMicrotask(() => this.onerror?.())
  }
}

const changed = () => {
  const file = new File(['a'], 'census.csv')
  const piece = new Blob()
  piece.arrayBuffer = () => Promise.reject(new DOMException('changed', 'NotReadableError'))
  file.slice = () => piece
  return file
}

afterEach(() => vi.unstubAllGlobals())

test('a file that was changed after it was chosen is not taken for a lack of network', async () => {
  vi.stubGlobal('XMLHttpRequest', Nowhere)
  await expect(sendFile('/api/censuses', changed())).rejects.toMatchObject({ slug: 'file-changed' })
  await expect(sendFile('/api/censuses', new File(['a'], 'census.csv'))).rejects.toMatchObject({
    slug: 'offline',
  })
})
