import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { api, body } from '@/shared/api/client'
import { tell } from '@/shared/api/problem'
import { arrived, type Photo, PhotoPicker, stillSending } from '@/shared/photos/photo-picker'
import { Moment } from '@/shared/time/time-left'
import type { ComponentPage } from '../components/component'
import './component-photos.css'
import { useWords } from './words'

type Kept = ComponentPage['photos'][number]

interface ComponentPhotosProps {
  component: Pick<ComponentPage, 'id' | 'photos' | 'photographable'>
  /** Opens the camera of a phone instead of its album. */
  camera?: boolean
}

/** How it looked, the latest first; whoever may adds what it looks like now. Of the desk and of a phone at the place. */
export function ComponentPhotos({ component, camera = false }: ComponentPhotosProps) {
  const say = useWords()
  const heading = useId()
  const { id, photos, photographable } = component
  return (
    <section className="component-photos" aria-labelledby={heading}>
      <h2 id={heading}>{say('photos')}</h2>
      {photos.length === 0 && <p>{say(photographable ? 'noneYet' : 'none')}</p>}
      <ul>
        {photos.map((photo) => (
          <KeptPhoto key={photo.id} component={id} photo={photo} />
        ))}
      </ul>
      {photographable && <AddPhotos component={id} camera={camera} />}
    </section>
  )
}

/** Sends something about a component, then reads the record anew. */
const useChange = <T,>(component: string, send: (what: T) => ReturnType<typeof body>) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['component', component] }),
  })
}

function AddPhotos({ component, camera }: { component: string; camera: boolean }) {
  const say = useWords()
  const [photos, setPhotos] = useState<readonly Photo[]>([])
  const add = useChange(component, (ids: string[]) =>
    body(
      api.POST('/api/components/{id}/photos', {
        params: { path: { id: component } },
        body: { photos: ids },
      }),
    ),
  )
  const ready = arrived(photos)
  return (
    <>
      <PhotoPicker label={say('addLead')} photos={photos} onChange={setPhotos} camera={camera} />
      {add.error && <p role="alert">{tell(add.error)}</p>}
      {photos.length > 0 && (
        <button
          type="button"
          className="plain-button"
          disabled={ready.length === 0 || stillSending(photos) || add.isPending}
          onClick={() => add.mutate(ready, { onSuccess: () => setPhotos([]) })}
        >
          {say('add')}
        </button>
      )}
    </>
  )
}

function KeptPhoto({ component, photo }: { component: string; photo: Kept }) {
  const say = useWords()
  const [open, setOpen] = useState(false)
  const reason = useId()
  const withdraw = useChange(component, (why: string) =>
    body(
      api.POST('/api/components/{id}/photos/{photoId}/withdrawal', {
        params: { path: { id: component, photoId: photo.id } },
        body: { reason: why },
      }),
    ),
  )
  const at = `/api/components/${component}/photos/${photo.id}`
  return (
    <li>
      <a href={at} target="_blank" rel="noreferrer">
        <img src={`${at}?size=thumb`} alt={say('photo')} loading="lazy" />
      </a>
      <Moment at={photo.takenAt} />
      {photo.withdrawable && !open && (
        <button type="button" className="plain-button" onClick={() => setOpen(true)}>
          {say('withdraw')}
        </button>
      )}
      {open && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            withdraw.mutate(String(new FormData(event.currentTarget).get('reason')))
          }}
        >
          <label htmlFor={reason}>{say('reason')}</label>
          <input id={reason} name="reason" required minLength={4} maxLength={500} />
          {withdraw.error && <p role="alert">{tell(withdraw.error)}</p>}
          <button type="submit" className="plain-button" disabled={withdraw.isPending}>
            {say('withdraw')}
          </button>
          <button type="button" className="plain-button" onClick={() => setOpen(false)}>
            {say('cancel')}
          </button>
        </form>
      )}
    </li>
  )
}
