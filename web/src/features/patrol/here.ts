import { useEffect, useState } from 'react'
import type { LngLat } from '@/shared/map/points'
import { usePosition } from '@/shared/map/position'

/** Where the inspector stands, asked as the page comes into view; a list does without when it is not told. */
export const useHere = (): LngLat | undefined => {
  const [here, setHere] = useState<LngLat>()
  const { ask } = usePosition(({ at }) => setHere(at))
  useEffect(() => {
    const seen = () => {
      if (document.visibilityState !== 'hidden') ask()
    }
    seen()
    document.addEventListener('visibilitychange', seen)
    return () => document.removeEventListener('visibilitychange', seen)
  }, [ask])
  return here
}
