import { useState } from 'react'
import { CaseMap } from '@/shared/map/case-map'
import type { LngLat } from '@/shared/map/points'
import { type NoFix, usePosition } from '@/shared/map/position'
import { useCity } from '@/shared/reference/reference'
import { Field } from '@/shared/touch/field'
import type { RequestDraft } from './request-draft'
import { useWords } from './words'

type PlaceDraft = Pick<RequestDraft, 'place' | 'pin' | 'pinWithin'>

const positionWords = {
  denied: 'positionDenied',
  unavailable: 'positionUnavailable',
  timeout: 'positionTimeout',
  insecure: 'positionInsecure',
} as const satisfies Record<NoFix, string>

interface PlaceFieldsProps {
  draft: PlaceDraft
  onChange: (part: Partial<PlaceDraft>) => void
}

/** Where it is: in words, by the position of the device, or by a point on the map. None of them is a duty. */
export function PlaceFields({ draft, onChange }: PlaceFieldsProps) {
  const say = useWords()
  const [mapOpen, setMapOpen] = useState(false)
  const { position, ask, overrule } = usePosition(({ at, accuracy }) =>
    onChange({ pin: at, pinWithin: accuracy }),
  )
  const asking = position.state === 'asking'

  const point = (pin: LngLat | null) => {
    overrule()
    onChange({ pin, pinWithin: null })
  }

  return (
    <div className="stack place-fields">
      <Field label={say('place')} optional hint={say('placeHint')}>
        {(wiring) => (
          <input
            {...wiring}
            value={draft.place}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => onChange({ place: event.target.value })}
          />
        )}
      </Field>
      <div className="buttons">
        <button type="button" className="button" onClick={ask} aria-disabled={asking}>
          {say(asking ? 'hereAsking' : 'here')}
        </button>
        <button type="button" className="button" aria-expanded={mapOpen} onClick={() => setMapOpen(!mapOpen)}>
          {say(mapOpen ? 'closeMap' : 'onMap')}
        </button>
      </div>
      <div role="status" className="place-state">
        {position.state === 'failed' && !draft.pin && (
          <p className="hint">{say(positionWords[position.why])}</p>
        )}
        {draft.pin && (
          <p>
            {draft.pinWithin === null ? say('pinned') : say('pinnedWithin', { metres: draft.pinWithin })}
            <button type="button" className="button-plain" onClick={() => point(null)}>
              {say('unpin')}
            </button>
          </p>
        )}
      </div>
      {mapOpen && <PlaceMap pin={draft.pin} onPick={point} />}
    </div>
  )
}

function PlaceMap({ pin, onPick }: { pin: LngLat | null; onPick: (pin: LngLat) => void }) {
  const say = useWords()
  const { data: city } = useCity()
  const shown = city?.streets.find(({ detailed }) => detailed)?.bbox ?? city?.bbox
  return (
    <CaseMap
      label={say(pin ? 'mapLabel' : 'mapEmpty')}
      at={pin ?? undefined}
      centre={shown ? middle(shown) : undefined}
      onPick={onPick}
    />
  )
}

const middle = ([west = 0, south = 0, east = 0, north = 0]: readonly number[]): LngLat => [
  (west + east) / 2,
  (south + north) / 2,
]
