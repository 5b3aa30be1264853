import { useEffect, useState } from 'react'
import { photoAddress } from './photo-address'

interface CasePhotoProps {
  caseId: string
  /** Its attachment. */
  photo: string
  alt: string
}

/** A photo of a case, small. What could not be loaded in a dead spot is tried again when the phone has a network or is looked at again. */
export function CasePhoto({ caseId, photo, alt }: CasePhotoProps) {
  const [broken, setBroken] = useState(false)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    if (!broken) return
    const again = () => {
      if (document.visibilityState === 'hidden') return
      setBroken(false)
      setTries((before) => before + 1)
    }
    addEventListener('online', again)
    document.addEventListener('visibilitychange', again)
    return () => {
      removeEventListener('online', again)
      document.removeEventListener('visibilitychange', again)
    }
  }, [broken])
  return (
    <img
      // A new one: a browser does not ask again for the address of the old one.
      key={tries}
      src={photoAddress(caseId, photo, 'thumb')}
      alt={alt}
      loading="lazy"
      onError={() => setBroken(true)}
    />
  )
}
