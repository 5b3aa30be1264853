import { useCallback, useEffect, useRef, useState } from 'react'
import type { ChangePhotos, Photo } from './photo'

/** Bytes, not a File: they survive every browser's store. */
interface KeptPhoto {
  key: string
  id: string | undefined
  name: string
  type: string
  bytes: ArrayBuffer
}

interface Kept {
  at: number
  photos: readonly KeptPhoto[]
}

const hour = 3_600_000
/** The server forgets uploads that nothing used; older ones are sent again. */
const uploadsLive = hour
const draftsLive = 7 * 24 * hour
const store = 'photos'

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

const withStore = async <T>(mode: IDBTransactionMode, use: (photos: IDBObjectStore) => IDBRequest<T>) => {
  const opening = indexedDB.open('jiban.drafts', 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(store)
  const database = await answer(opening)
  try {
    return await answer(use(database.transaction(store, mode).objectStore(store)))
  } finally {
    database.close()
  }
}

// Keeping is a courtesy: a private window or a full disk may refuse it, and the page goes on with what it holds.
const quietly = <T>(work: () => Promise<T>): Promise<T | undefined> => work().catch(() => undefined)

const read = async (draft: string): Promise<readonly Photo[]> => {
  const kept = (await withStore('readonly', (photos) => photos.get(draft))) as Kept | undefined
  const age = kept ? Date.now() - kept.at : 0
  if (!kept || age > draftsLive) return []
  return kept.photos.map(({ key, id, name, type, bytes }) => {
    const file = new File([bytes], name, { type })
    return id && age <= uploadsLive ? { key, file, id } : { key, file }
  })
}

const keptOf = async ({ key, id, file }: Photo): Promise<KeptPhoto> => ({
  key,
  id,
  name: file.name,
  type: file.type,
  bytes: await file.arrayBuffer(),
})

const write = async (draft: string, photos: readonly Photo[]): Promise<void> => {
  const good = photos.filter(({ hopeless }) => !hopeless)
  if (good.length === 0) return withStore('readwrite', (all) => all.delete(draft))
  const kept: Kept = { at: Date.now(), photos: await Promise.all(good.map(keptOf)) }
  await withStore('readwrite', (all) => all.put(kept, draft))
}

let writing: Promise<void> = Promise.resolve()

/** Keeps photos under the name of a draft, as if they had been chosen there. One after the other: what is kept is what was chosen last. */
export const keepPhotos = (draft: string, photos: readonly Photo[]): Promise<void> => {
  writing = writing.then(() => quietly(() => write(draft, photos)))
  return writing
}

/** The photos that are kept under the name of a draft, after whatever is still being written. */
export const keptPhotos = async (draft: string): Promise<readonly Photo[]> => {
  await writing
  return (await quietly(() => read(draft))) ?? []
}

/** What is worth writing again: progress is not. */
const shapeOf = (photos: readonly Photo[]) => photos.map(({ key, id }) => `${key}:${id ?? ''}`).join()

/**
 * Photos of a draft that outlive the page: Android ends a browser in the background while its camera is open, and a photo
 * that was taken must be there when it comes back. The last two drop them: here and from what is kept; and here alone, for who hears that another tab
 * did, and may hear it late, when that one keeps new ones already.
 */
export const useKeptPhotos = (draft: string): [readonly Photo[], ChangePhotos, () => void, () => void] => {
  const [photos, setPhotos] = useState<readonly Photo[]>([])
  const shape = useRef('')

  useEffect(() => {
    let gone = false
    void quietly(() => read(draft)).then((kept) => {
      if (gone || !kept?.length) return
      shape.current = shapeOf(kept)
      setPhotos((now) => [...kept.filter(({ key }) => now.every((one) => one.key !== key)), ...now])
    })
    return () => {
      gone = true
    }
  }, [draft])

  useEffect(() => {
    const next = shapeOf(photos)
    if (next === shape.current) return
    shape.current = next
    void keepPhotos(draft, photos)
  }, [draft, photos])

  const drop = useCallback(() => {
    setPhotos([])
    // At once: whoever drops them often leaves the page in the same breath, and no effect runs any more.
    shape.current = ''
    void keepPhotos(draft, [])
  }, [draft])

  const forget = useCallback(() => {
    setPhotos([])
    shape.current = ''
  }, [])
  return [photos, setPhotos, drop, forget]
}
