import type { CasePage } from '@/shared/api/types'
import { RecordingList } from '@/shared/recordings/recording-list'
import { useWords } from '../words'

const before = ['report', 'verification']
const after = ['after', 'reinspection', 'proof']
const purposes = ['report', 'verification', 'after', 'reinspection', 'proof'] as const

type Attachment = CasePage['attachments'][number]

const photo = (id: string, attachment: string, size: 'thumb' | 'display') =>
  `/api/cases/${id}/attachments/${attachment}?size=${size}`

/** What was said on the spot, to be listened to. */
export function Recordings({ page }: { page: CasePage }) {
  const say = useWords()
  const recordings = page.attachments.filter(({ purpose }) => purpose === 'recording')
  if (recordings.length === 0) return null
  return (
    <section>
      <h3>{say('recordings')}</h3>
      <RecordingList sources={recordings.map(({ id }) => `/api/cases/${page.id}/attachments/${id}`)} />
    </section>
  )
}

/** Before and after side by side. Each opens large in a tab of its own. */
export function Photos({ page }: { page: CasePage }) {
  const say = useWords()
  const of = (some: readonly string[]) => page.attachments.filter(({ purpose }) => some.includes(purpose))
  const sides = [
    { key: 'before', name: say('before'), photos: of(before) },
    { key: 'after', name: say('after'), photos: of(after) },
  ].filter(({ photos }) => photos.length > 0)
  if (sides.length === 0) return null
  return (
    <section>
      <h3>{say('photos')}</h3>
      <div className="photo-sides">
        {sides.map(({ key, name, photos }) => (
          <figure key={key}>
            <figcaption>{name}</figcaption>
            <ul>
              {photos.map((one, index) => (
                <li key={one.id}>
                  <One caseId={page.id} photo={one} count={index + 1} />
                </li>
              ))}
            </ul>
          </figure>
        ))}
      </div>
    </section>
  )
}

function One({
  caseId,
  photo: { id, purpose },
  count,
}: {
  caseId: string
  photo: Attachment
  count: number
}) {
  const say = useWords()
  const what = purposes.find((one) => one === purpose) ?? 'proof'
  return (
    <a href={photo(caseId, id, 'display')} target="_blank" rel="noreferrer">
      <img
        src={photo(caseId, id, 'thumb')}
        alt={say('photoOf', { purpose: say(`purpose.${what}`), count })}
        loading="lazy"
      />
    </a>
  )
}
