import { useEffect, useState } from 'react'
import type { Photo } from './photo'
import { useWords } from './words'

interface PhotoPreviewProps {
  photo: Photo
  sends: boolean
  onRemove: (photo: Photo) => void
  onRetry: (photo: Photo) => void
}

/** One chosen photo, or its name where the browser can't show it (HEIC outside of Safari), with how far it has got. */
export function PhotoPreview({ photo, sends, onRemove, onRetry }: PhotoPreviewProps) {
  const say = useWords()
  const source = useObjectUrl(photo.file)
  const [unseeable, setUnseeable] = useState(false)
  return (
    <li data-refused={photo.fault ? '' : undefined}>
      {source && !unseeable ? (
        <img src={source} alt={photo.file.name} onError={() => setUnseeable(true)} />
      ) : (
        <span className="photo-name">{photo.file.name}</span>
      )}
      {sends && !photo.id && !photo.fault && (
        <span className="photo-state">
          {say('sending')}
          <progress aria-label={`${say('sending')} ${photo.file.name}`} value={photo.share} max={1} />
        </span>
      )}
      {photo.fault && (
        <p role="alert">
          <strong>{photo.file.name}</strong>
          {photo.fault}
          {!photo.hopeless && (
            <button type="button" onClick={() => onRetry(photo)}>
              {say('again')}
            </button>
          )}
        </p>
      )}
      <button
        type="button"
        className="photo-remove"
        aria-label={say('remove', { name: photo.file.name })}
        onClick={() => onRemove(photo)}
      >
        ×
      </button>
    </li>
  )
}

const useObjectUrl = (file: File) => {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return url
}
