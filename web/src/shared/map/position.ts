import { useCallback, useEffect, useRef, useState } from 'react'
import { canBeFound, hearFixes } from './fixes'
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
  const asking = useRef(false)

  const begin = useCallback((quietly: boolean) => {
    stop.current?.()
    const tell = quietly ? () => undefined : setPosition
    if (!canBeFound()) return tell({ state: 'failed', why: 'insecure' })
    let best: Fix | undefined
    tell({ state: 'asking' })
    asking.current = true
    const end = () => {
      asking.current = false
      hearNoMore()
      clearTimeout(timer)
    }
    const settle = (why: NoFix) => {
      end()
      if (quietly && best) hear.current(best)
      tell(best ? { state: 'found', fix: best } : { state: 'failed', why })
    }
    const hearNoMore = hearFixes({
      onFix: ({ coords }) => {
        if (best && coords.accuracy >= best.accuracy) return
        best = { at: [coords.longitude, coords.latitude], accuracy: Math.round(coords.accuracy) }
        if (!quietly) hear.current(best)
        if (coords.accuracy <= goodMetres) settle('timeout')
        else tell({ state: 'asking', fix: best })
      },
      onFault: (fault) => settle(whyNot(fault)),
    })
    const timer = setTimeout(() => settle('timeout'), patience)
    stop.current = end
  }, [])

  const ask = useCallback(() => begin(false), [begin])

  /** Asks without a word about it, unless somebody is being answered already: only the best that is found is heard of. */
  const askQuietly = useCallback(() => {
    if (!asking.current) begin(true)
  }, [begin])

  /** A person knows better: no later fix may move what they point at. */
  const overrule = useCallback(() => {
    stop.current?.()
    setPosition({ state: 'idle' })
  }, [])

  useEffect(() => () => stop.current?.(), [])
  return { position, ask, askQuietly, overrule }
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
