import { useEffect, useId, useState } from 'react'
import { upload } from '@/shared/api/client'
import { tell } from '@/shared/api/problem'
import './photo-picker.css'
import { useWords } from './words'

/** A photo that was chosen: on its way, arrived, or refused with the server's words. */
export interface Photo {
  key: string
  file: File
  /** The id of the upload, once it has arrived. */
  id?: string
  fault?: string
}

/** The ids of all that arrived, to send with an operation. */
export const arrived = (photos: readonly Photo[]): string[] => photos.flatMap(({ id }) => (id ? [id] : []))

/** Whether one is still on its way. */
export const stillSending = (photos: readonly Photo[]): boolean =>
  photos.some(({ id, fault }) => !id && !fault)

interface PhotoPickerProps {
  label: string
  photos: readonly Photo[]
  onChange: (change: (before: readonly Photo[]) => readonly Photo[]) => void
  max?: number
  /** Opens the camera of a phone instead of its album. */
  camera?: boolean
}

// Not crypto.randomUUID: it is missing where an intranet serves plain http.
let chosen = 0

const accepted = 'image/jpeg,image/png,image/webp,image/heic,image/heif'

/** Lets a person add up to nine photos. Each is sent at once, and one that fails is kept to be tried again. */
export function PhotoPicker({ label, photos, onChange, max = 9, camera = false }: PhotoPickerProps) {
  const say = useWords()
  const input = useId()

  const send = async (photo: Photo) => {
    const outcome = await upload(photo.file).then(
      ({ id }) => ({ id }),
      (thrown: unknown) => ({ fault: tell(thrown) }),
    )
    onChange((before) =>
      before.map((one) => (one.key === photo.key ? { key: one.key, file: one.file, ...outcome } : one)),
    )
  }

  const add = (files: FileList | null) => {
    const added = [...(files ?? [])]
      .slice(0, max - photos.length)
      .map((file) => ({ key: String(++chosen), file }))
    onChange((before) => [...before, ...added])
    for (const photo of added) void send(photo)
  }

  const retry = (photo: Photo) => {
    const again = { key: photo.key, file: photo.file }
    onChange((before) => before.map((one) => (one.key === photo.key ? again : one)))
    void send(again)
  }

  return (
    <fieldset className="photo-picker">
      <legend>{label}</legend>
      <ul>
        {photos.map((photo) => (
          <li key={photo.key}>
            <Preview photo={photo} />
            {photo.fault && (
              <p role="alert">
                {photo.fault}
                <button type="button" onClick={() => retry(photo)}>
                  {say('again')}
                </button>
              </p>
            )}
            <button
              type="button"
              className="photo-remove"
              aria-label={say('remove', { name: photo.file.name })}
              onClick={() => onChange((before) => before.filter((one) => one.key !== photo.key))}
            >
              ×
            </button>
          </li>
        ))}
        {photos.length < max && (
          <li>
            <label className="photo-add" htmlFor={input}>
              {say('add')}
              <small>{say('count', { now: photos.length, max })}</small>
            </label>
            <input
              id={input}
              className="unseen"
              type="file"
              accept={accepted}
              capture={camera ? 'environment' : undefined}
              multiple={!camera}
              onChange={(event) => {
                add(event.target.files)
                event.target.value = ''
              }}
            />
          </li>
        )}
      </ul>
    </fieldset>
  )
}

function Preview({ photo }: { photo: Photo }) {
  const say = useWords()
  const [source, setSource] = useState<string>()
  const [unseeable, setUnseeable] = useState(false)
  useEffect(() => {
    const url = URL.createObjectURL(photo.file)
    setSource(url)
    return () => URL.revokeObjectURL(url)
  }, [photo.file])
  return (
    <>
      {source && !unseeable ? (
        <img src={source} alt={photo.file.name} onError={() => setUnseeable(true)} />
      ) : (
        <span className="photo-name">{photo.file.name}</span>
      )}
      {!photo.id && !photo.fault && (
        <span className="photo-state" role="status">
          {say('sending')}
        </span>
      )}
    </>
  )
}
