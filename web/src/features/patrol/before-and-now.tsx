import { useEffect, useState } from 'react'
import type { CasePage } from '@/shared/api/types'
import type { Photo } from '@/shared/photos/photo'
import { CasePhoto } from './case-photo'
import { photoAddress } from './photo-address'
import { useWords } from './words'

/** Side by side: how it was, and what the inspector has just shot. */
export function BeforeAndNow({ page, photos }: { page: CasePage; photos: readonly Photo[] }) {
  const say = useWords()
  const of = (...purposes: string[]) => page.attachments.filter(({ purpose }) => purposes.includes(purpose))
  const afterwards = of('after', 'proof')
  return (
    <div className="before-and-now">
      <Column title={say('before')}>
        {of('report', 'before').map(({ id }, at) => (
          <PhotoLink key={id} caseId={page.id} id={id} alt={say('beforePhoto', { nth: at + 1 })} />
        ))}
      </Column>
      <Column title={say('now')}>
        {photos.map((photo) => (
          <NewPhoto key={photo.key} photo={photo} />
        ))}
      </Column>
      {afterwards.length > 0 && (
        <Column title={say('after')}>
          {afterwards.map(({ id }, at) => (
            <PhotoLink key={id} caseId={page.id} id={id} alt={`${say('after')} ${at + 1}`} />
          ))}
        </Column>
      )}
    </div>
  )
}

function Column({ title, children }: { title: string; children: readonly React.ReactNode[] }) {
  return (
    <figure>
      <figcaption>{title}</figcaption>
      {children.length > 0 ? children : <span className="no-photo" aria-hidden="true" />}
    </figure>
  )
}

function PhotoLink({ caseId, id, alt }: { caseId: string; id: string; alt: string }) {
  return (
    <a href={photoAddress(caseId, id, 'display')} target="_blank" rel="noreferrer">
      <CasePhoto caseId={caseId} photo={id} alt={alt} />
    </a>
  )
}

function NewPhoto({ photo }: { photo: Photo }) {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(photo.file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [photo.file])
  return url ? <img src={url} alt={photo.file.name} /> : null
}
