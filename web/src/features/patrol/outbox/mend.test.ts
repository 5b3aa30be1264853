import { expect, test, vi } from 'vitest'
import { keepPhotos, keptPhotos } from '@/shared/photos/kept-photos'
import { chosen } from '@/shared/photos/photo'
import { recordingOf } from '@/shared/recordings/recording'
import { storeDraft, storedDraft } from '@/shared/ui/stored-draft'
import { emptyReport } from '../report-draft'
import { lookName, recordingsName, reportName, takeBack } from './mend'
import { look, put } from './stage'
import { type Outgoing, store } from './store'

const first = async (): Promise<Outgoing> => {
  const [outgoing] = await store.unsent('a1')
  if (!outgoing) throw new Error('the queue is empty')
  return outgoing
}

const jpeg = () => chosen(new File([new Uint8Array([1])], 'pit.jpg', { type: 'image/jpeg' }))

test('what was refused is back in its form; one that is half written there is not thrown away for it', async () => {
  await put(store, '绿化带下沉')
  expect(await takeBack(await first())).toBe('done')
  expect(await store.unsent('a1')).toEqual([])
  const draft = storedDraft(reportName('a1'), emptyReport)
  expect(draft).toMatchObject({ text: '绿化带下沉', at: [116.4, 39.9], within: 8, key: null })

  await put(store, '井盖不见了')
  expect(await takeBack(await first())).toBe('occupied')
  expect(await store.unsent('a1')).toHaveLength(1)
  expect(storedDraft(reportName('a1'), emptyReport).text).toBe('绿化带下沉')
})

test('a form that holds a photo alone, or a recording alone, is not written over', async () => {
  // Where the phone is and what time it has stand there by themselves.
  storeDraft(reportName('a1'), {
    ...emptyReport,
    at: [116.4, 39.9],
    within: 8,
    fixedAt: 1_795_140_000_000,
    phoneAt: '2026-11-20T02:00:00Z',
  })
  await keepPhotos(reportName('a1'), [jpeg()])
  await put(store, '绿化带下沉')
  expect(await takeBack(await first())).toBe('occupied')

  await keepPhotos(reportName('a1'), [])
  await keepPhotos(recordingsName(reportName('a1')), [
    recordingOf([new Blob(['a'])], 'audio/webm;codecs=opus', 3),
  ])
  expect(await takeBack(await first())).toBe('occupied')
  expect(await keptPhotos(recordingsName(reportName('a1')))).toHaveLength(1)

  await keepPhotos(recordingsName(reportName('a1')), [])
  expect(await takeBack(await first())).toBe('done')
})

test('a look that was begun anew, if only with a no, is not written over; its own remains in the form are', async () => {
  await put(store, 'k1', look)
  const name = lookName('a1', 'c1')
  storeDraft(name, { passed: false, note: '', stoodAt: null, stoodWithin: null, phoneAt: null, key: null })
  expect(await takeBack(await first())).toBe('occupied')
  storeDraft(name, { passed: true, note: '', key: 'k1' })
  expect(await takeBack(await first())).toBe('done')
})

test('a phone without room for it keeps it in the queue with its photos, and leaves nothing half in the form', async () => {
  await put(store, '绿化带下沉', undefined, { photos: 2 })
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  expect(await takeBack(await first())).toBe('full')
  vi.restoreAllMocks()
  expect(await store.photosOf((await first()).key)).toHaveLength(2)
  expect(storedDraft(reportName('a1'), emptyReport)).toEqual(emptyReport)
  expect(await takeBack(await first())).toBe('done')
  expect(await keptPhotos(reportName('a1'))).toHaveLength(2)
})
