import { lazy, Suspense } from 'react'
import { coordinates, type LngLat } from './points'
import { useWords } from './words'
import '@/shared/ui/pieces.css'
import './case-map.css'

const DrawnMap = lazy(() => import('./drawn-map').then(({ DrawnMap }) => ({ default: DrawnMap })))

export interface CaseMapProps {
  /** What the map shows, for those who can't see it: the place in words. */
  label: string
  /** Where the case is. */
  at?: LngLat | undefined
  /** Where to look when there is no point yet. */
  centre?: LngLat | undefined
  /** Lets a person pick the point: by a press on the map, or by the key that takes the middle of the map. */
  onPick?: ((point: LngLat) => void) | undefined
}

/** The one map: a place among the streets of our own base map, with the same told in words below it. */
export function CaseMap(props: CaseMapProps) {
  const say = useWords()
  return (
    <figure className="case-map">
      <div className="case-map-frame">
        <Suspense fallback={<p className="case-map-words">{say('loading')}</p>}>
          <DrawnMap {...props} />
        </Suspense>
      </div>
      <figcaption>
        {props.label}
        {props.at && <span className="case-map-point">{coordinates(props.at)}</span>}
      </figcaption>
    </figure>
  )
}
