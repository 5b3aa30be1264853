import { useEffect, useRef } from 'react'
import type { LngLat } from '@/shared/map/points'
import { usePosition } from '@/shared/map/position'
import { isStale, useFreshFix } from './fresh-fix'
import { useWords } from './words'

/** Where the inspector stands while he looks; null until the phone knows. */
export interface Stood {
  stoodAt: LngLat | null
  /** Metres. */
  stoodWithin: number | null
  /** When the phone found it, by its clock. */
  stoodSince?: number | null
}

export const notStood: Stood = { stoodAt: null, stoodWithin: null, stoodSince: null }

/** What of it goes with a look: nothing where it was found so long before the look that he may stand elsewhere by now. */
export const stoodOf = ({ stoodAt, stoodWithin, stoodSince, shotAt }: Stood & { shotAt: number | null }) =>
  stoodAt && !isStale({ fixedAt: stoodSince ?? null, shotAt }, Date.now())
    ? {
        lon: stoodAt[0],
        lat: stoodAt[1],
        ...(stoodWithin !== null && { accuracyMetres: stoodWithin }),
      }
    : undefined

interface StoodLineProps extends Stood {
  /** When the first photo was taken, milliseconds by the phone's clock: from then on what was found with it stays. */
  shotAt: number | null
  onChange: (stood: Stood) => void
}

/** Finds where the inspector stands, by itself: evidence that goes with his look, and no reason to wait. */
export function StoodLine({ stoodAt, stoodWithin, stoodSince = null, shotAt, onChange }: StoodLineProps) {
  const say = useWords()
  const { position, ask, askQuietly } = usePosition(({ at, accuracy }) =>
    onChange({ stoodAt: at, stoodWithin: accuracy, stoodSince: Date.now() }),
  )
  const known = useRef(stoodAt !== null)
  useEffect(() => {
    if (!known.current) ask()
  }, [ask])
  useFreshFix(
    { fixedAt: stoodSince, shotAt },
    () => {
      onChange(notStood)
      ask()
    },
    askQuietly,
  )
  return (
    <p className="hint" role="status">
      {stoodAt
        ? say('stoodWithin', { metres: stoodWithin ?? '–' })
        : say(position.state === 'asking' ? 'whereAsking' : 'stoodNowhere')}{' '}
      <button
        type="button"
        className="button-plain"
        onClick={ask}
        aria-disabled={position.state === 'asking'}
      >
        {say('whereAgain')}
      </button>
    </p>
  )
}
