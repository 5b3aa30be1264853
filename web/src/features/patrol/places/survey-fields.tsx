import type { LngLat } from '@/shared/map/points'
import { Chips } from '@/shared/touch/chips'
import type { Survey } from '../outbox/store'
import { PositionField } from '../position-field'
import { useWords } from './words'

/** How a component stands, as far as it was said. */
export interface TypedSurvey {
  state: Survey['state'] | null
  /** Whether its position is wrong on record. */
  moved: boolean
  at: LngLat | null
  within: number | null
  /** When the phone found it, milliseconds by its clock; null of a point set by hand. */
  fixedAt?: number | null
}

export const emptySurvey: TypedSurvey = { state: null, moved: false, at: null, within: null, fixedAt: null }

/** What is sent of it; undefined while something is missing. */
export const surveyOf = ({ state, moved, at, within }: TypedSurvey): Survey | undefined => {
  if (state === null || (moved && state !== 'lost' && !at)) return undefined
  if (!moved || state === 'lost' || !at) return { state }
  return { state, lon: at[0], lat: at[1], ...(within !== null && { accuracyMetres: within }) }
}

interface SurveyFieldsProps {
  survey: TypedSurvey
  /** When the first photo was taken, milliseconds by the phone's clock. */
  shotAt: number | null
  states: readonly Survey['state'][]
  fault: string | undefined
  onChange: (part: Partial<TypedSurvey>) => void
}

/** Of a component that is not as on record: how it stands, and where. */
export function SurveyFields({ survey, shotAt, states, fault, onChange }: SurveyFieldsProps) {
  const say = useWords()
  return (
    <>
      <StateChips {...{ states, fault }} state={survey.state} onState={(state) => onChange({ state })} />
      {survey.state !== 'lost' && (
        <label className="survey-moved">
          <input
            type="checkbox"
            checked={survey.moved}
            onChange={({ target }) => onChange({ moved: target.checked })}
          />
          {say('moved')}
        </label>
      )}
      {survey.moved && survey.state !== 'lost' && (
        <PositionField
          at={survey.at}
          within={survey.within}
          fixedAt={survey.fixedAt}
          shotAt={shotAt}
          fault={undefined}
          onChange={onChange}
        />
      )}
    </>
  )
}

interface StateChipsProps {
  states: readonly Survey['state'][]
  state: Survey['state'] | null
  fault: string | undefined
  onState: (state: Survey['state']) => void
}

/** Whether it is in order, damaged, gone. */
export function StateChips({ states, state, fault, onState }: StateChipsProps) {
  const say = useWords()
  return (
    <Chips
      legend={say('state')}
      name="state"
      options={states.map((value) => ({ value, label: say(`state.${value}`) }))}
      value={state}
      fault={fault}
      onChange={onState}
    />
  )
}
