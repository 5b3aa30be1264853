import { useCallback, useEffect, useRef, useState } from 'react'
import type { LngLat } from './points'

/** Where the device believes it is. */
export interface Fix {
  at: LngLat
  /** Radius in metres within which it is with a probability of 68 % or so. */
  accuracy: number
}

export type NoFix = 'denied' | 'unavailable' | 'timeout' | 'insecure'

type Position =
  | { state: 'idle' }
  | { state: 'asking'; fix?: Fix }
  | { state: 'found'; fix: Fix }
  | { state: 'failed'; why: NoFix }

/** Good enough to tell one doorway from the next. */
const goodMetres = 15
const patience = 15_000

const whyNot = ({ code }: GeolocationPositionError): NoFix =>
  code === 1 ? 'denied' : code === 3 ? 'timeout' : 'unavailable'

/**
 * Asks the device where it is and keeps the best fix of the first seconds: the first one of a phone that was in a pocket may be
 * hundreds of metres off. `onFix` hears every better one.
 */
export const usePosition = (onFix: (fix: Fix) => void) => {
  const [position, setPosition] = useState<Position>({ state: 'idle' })
  const hear = useRef(onFix)
  hear.current = onFix
  const stop = useRef<() => void>(undefined)

  const ask = useCallback(() => {
    stop.current?.()
    // Browsers give positions to pages over https only.
    if (!navigator.geolocation || !isSecureContext) return setPosition({ state: 'failed', why: 'insecure' })
    let best: Fix | undefined
    setPosition({ state: 'asking' })
    const end = () => {
      navigator.geolocation.clearWatch(watch)
      clearTimeout(timer)
    }
    const settle = (why: NoFix) => {
      end()
      setPosition(best ? { state: 'found', fix: best } : { state: 'failed', why })
    }
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) => {
        if (best && coords.accuracy >= best.accuracy) return
        best = { at: [coords.longitude, coords.latitude], accuracy: Math.round(coords.accuracy) }
        hear.current(best)
        if (coords.accuracy <= goodMetres) settle('timeout')
        else setPosition({ state: 'asking', fix: best })
      },
      (fault) => settle(whyNot(fault)),
      { enableHighAccuracy: true, timeout: patience, maximumAge: 10_000 },
    )
    const timer = setTimeout(() => settle('timeout'), patience)
    stop.current = end
  }, [])

  /** A person knows better: no later fix may move what they point at. */
  const overrule = useCallback(() => {
    stop.current?.()
    setPosition({ state: 'idle' })
  }, [])

  useEffect(() => () => stop.current?.(), [])
  return { position, ask, overrule }
}

const earthMetres = 6_371_008.8
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Great-circle distance in metres. */
export const metresBetween = ([lon, lat]: LngLat, [otherLon, otherLat]: LngLat): number => {
  const north = radians(otherLat - lat) / 2
  const east = radians(otherLon - lon) / 2
  const chord =
    Math.sin(north) ** 2 + Math.cos(radians(lat)) * Math.cos(radians(otherLat)) * Math.sin(east) ** 2
  return 2 * earthMetres * Math.asin(Math.sqrt(chord))
}
