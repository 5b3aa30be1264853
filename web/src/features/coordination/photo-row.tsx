import { photoAt } from './whistle'
import { useWords } from './words'

/** Pictures of a whistle; each opens large in a tab of its own. */
export function PhotoRow({ whistle, photos }: { whistle: string; photos: readonly string[] }) {
  const say = useWords()
  if (photos.length === 0) return null
  return (
    <ul className="whistle-photos">
      {photos.map((id, index) => (
        <li key={id}>
          <a href={photoAt(whistle, id, 'display')} target="_blank" rel="noreferrer">
            <img
              src={photoAt(whistle, id, 'thumb')}
              alt={say('photoCount', { count: index + 1 })}
              loading="lazy"
            />
          </a>
        </li>
      ))}
    </ul>
  )
}
