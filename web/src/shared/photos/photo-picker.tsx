import { useEffect, useId, useRef, useState } from 'react'
import { Refused, tell } from '@/shared/api/problem'
import { upload } from '@/shared/api/upload'
import { acceptedTypes, type ChangePhotos, chosen, type Photo } from './photo'
import { PhotoPreview } from './photo-preview'
import './photo-picker.css'
import { useWords } from './words'

export { arrived, type Photo, stillSending } from './photo'

interface PhotoPickerProps {
  label: string
  photos: readonly Photo[]
  onChange: ChangePhotos
  max?: number
  /** Opens the camera of a phone instead of its album. */
  camera?: boolean
  /** False where photos stay on the phone until something else shrinks and sends them. */
  sends?: boolean
}

const none: readonly Photo[] = []

/** Lets a person add up to nine photos. Each is sent at once, unless told otherwise, and one that fails is kept to be tried again. */
export function PhotoPicker({
  label,
  photos,
  onChange,
  max = 9,
  camera = false,
  sends = true,
}: PhotoPickerProps) {
  const say = useWords()
  const input = useId()
  const [leftOut, setLeftOut] = useState(0)
  const [removed, setRemoved] = useState<{ photo: Photo; place: number }>()
  useSending(sends ? photos : none, onChange)

  const add = (files: File[]) => {
    setLeftOut(Math.max(0, photos.length + files.length - max))
    onChange((before) => [
      ...before,
      ...files.slice(0, Math.max(0, max - before.length)).map((file) => chosen(file, !sends)),
    ])
  }

  const remove = (photo: Photo) => {
    setLeftOut(0)
    setRemoved({ photo, place: photos.indexOf(photo) })
    onChange((before) => before.filter(({ key }) => key !== photo.key))
  }

  const putBack = ({ photo, place }: NonNullable<typeof removed>) => {
    setRemoved(undefined)
    onChange((before) => [...before.slice(0, place), photo, ...before.slice(place)])
  }

  const again = (photo: Photo) =>
    onChange((before) =>
      before.map((one) => (one.key === photo.key ? { key: one.key, file: one.file } : one)),
    )

  return (
    <fieldset className="photo-picker">
      <legend>{label}</legend>
      <ul>
        {photos.map((photo) => (
          <PhotoPreview key={photo.key} photo={photo} sends={sends} onRemove={remove} onRetry={again} />
        ))}
        {photos.length < max && (
          <li>
            <label className="photo-add" htmlFor={input}>
              {say(camera ? 'shoot' : 'add')}
              <small>{say('count', { now: photos.length, max })}</small>
            </label>
            <input
              id={input}
              className="unseen"
              type="file"
              accept={acceptedTypes}
              capture={camera ? 'environment' : undefined}
              multiple={!camera}
              onChange={(event) => {
                add([...(event.target.files ?? [])])
                event.target.value = ''
              }}
            />
          </li>
        )}
      </ul>
      {removed && photos.length < max && <Removed photo={removed.photo} onBack={() => putBack(removed)} />}
      {leftOut > 0 && <p role="alert">{say('tooMany', { max, count: leftOut })}</p>}
    </fieldset>
  )
}

/** A wet thumb may hit the wrong one: what was just removed can be put back. */
function Removed({ photo, onBack }: { photo: Photo; onBack: () => void }) {
  const say = useWords()
  const button = useRef<HTMLButtonElement>(null)
  // The button that was pressed is gone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each photo that is removed
  useEffect(() => button.current?.focus(), [photo.key])
  return (
    <p>
      {say('removed')}{' '}
      <button type="button" ref={button} onClick={onBack}>
        {say('putBack')}
        <span className="unseen"> {photo.file.name}</span>
      </button>
    </p>
  )
}

/** Sends whatever is neither sent nor refused; what is removed meanwhile, or left behind with the page, is stopped. */
const useSending = (photos: readonly Photo[], onChange: ChangePhotos) => {
  const under = useRef(new Map<string, AbortController>())
  const change = useRef(onChange)
  change.current = onChange

  useEffect(() => {
    const update = (key: string, news: Partial<Photo>) =>
      change.current((before) => before.map((one) => (one.key === key ? { ...one, ...news } : one)))

    const send = async ({ key, file }: Photo, stop: AbortController) => {
      const sent = upload(file, { signal: stop.signal, onShare: (share) => update(key, { share }) })
      const outcome = await sent.catch((thrown: unknown) => ({
        fault: tell(thrown),
        hopeless: isHopeless(thrown),
      }))
      if (stop.signal.aborted) return
      under.current.delete(key)
      update(key, outcome)
    }

    for (const [key, stop] of under.current)
      if (!photos.some((photo) => photo.key === key)) {
        under.current.delete(key)
        stop.abort()
      }
    for (const photo of photos) {
      if (photo.id || photo.fault || under.current.has(photo.key)) continue
      const stop = new AbortController()
      under.current.set(photo.key, stop)
      void send(photo, stop)
    }
  }, [photos])

  useEffect(() => {
    const sending = under.current
    return () => {
      for (const stop of sending.values()) stop.abort()
      sending.clear()
    }
  }, [])
}

/** The file itself was refused: sending it again can't help. */
const isHopeless = (thrown: unknown) =>
  thrown instanceof Refused && [400, 413, 415, 422].includes(thrown.status)
