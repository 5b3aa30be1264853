import type { Followed } from '@/shared/api/types'
import { useWords } from './follow-words'

const purposes = ['report', 'verification', 'after', 'reinspection'] as const

interface RequestPhotosProps {
  number: string
  code: string
  photos: Followed['photos']
}

/** The requester's photos and the unit's, each kind together; a press opens the larger one. */
export function RequestPhotos({ number, code, photos }: RequestPhotosProps) {
  const say = useWords()
  if (photos.length === 0) return null
  const address = (id: string, size: 'thumb' | 'display') =>
    `/api/requests/${number}/photos/${id}?${new URLSearchParams({ code, size })}`
  return (
    <section>
      <h2>{say('photos')}</h2>
      {purposes.map((purpose) => {
        const of = photos.filter((photo) => photo.purpose === purpose)
        const kind = say(`photo.${purpose}`)
        return of.length === 0 ? null : (
          <figure key={purpose} className="followed-photos">
            <figcaption className="hint">{kind}</figcaption>
            <ul className="bare">
              {of.map(({ id }, at) => (
                <li key={id}>
                  <a href={address(id, 'display')} target="_blank" rel="noreferrer">
                    <img
                      src={address(id, 'thumb')}
                      alt={say('photoOf', { kind, nth: at + 1 })}
                      loading="lazy"
                    />
                  </a>
                </li>
              ))}
            </ul>
          </figure>
        )
      })}
    </section>
  )
}
