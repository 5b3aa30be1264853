import { type FormEvent, useEffect, useState } from 'react'
import { tell } from '@/shared/api/problem'
import { useLanguage } from '@/shared/i18n/i18n'
import { type Fix, usePosition } from '@/shared/map/position'
import {
  faultsOf,
  measuredOf,
  nothingMeasured,
  type TypedMeasurement,
  tellMeasured,
  tellQuantity,
} from '@/shared/measuring/measured'
import { MeasuredFields } from '@/shared/measuring/measured-fields'
import { arrived, type Photo, PhotoPicker, stillSending } from '@/shared/photos/photo-picker'
import { asLocal, fromLocal } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Field } from '@/shared/touch/field'
import { useMeasure } from './measure'
import './measure.css'
import { useWords } from './words'

interface MeasureFormProps {
  component: { id: string }
  /** Before the component, with a phone: asks where it is at once, and opens the camera. */
  onSite?: boolean
  onDone?: () => void
}

/** A value that was measured at a component. Of the desk and of a phone at the place. */
export function MeasureForm({ component, onSite = false, onDone }: MeasureFormProps) {
  const say = useWords()
  const language = useLanguage()
  const measure = useMeasure(component.id)
  const now = asLocal(useNow())
  const [at, setAt] = useState<string>()
  const [typed, setTyped] = useState<TypedMeasurement>(nothingMeasured)
  const [tried, setTried] = useState(false)
  const [photos, setPhotos] = useState<readonly Photo[]>([])
  const [fix, setFix] = useState<Fix>()

  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (Object.values(faultsOf(typed)).some(Boolean)) return
    measure.mutate(
      {
        ...measuredOf(typed),
        measuredAt: at ? fromLocal(at) : undefined,
        fix,
        photos: arrived(photos),
      },
      {
        onSuccess: () => {
          setTyped(nothingMeasured)
          setTried(false)
          setPhotos([])
          setAt(undefined)
          onDone?.()
        },
      },
    )
  }

  return (
    <form className="measure-form stack" noValidate onSubmit={send}>
      <MeasuredFields
        typed={typed}
        tried={tried}
        onChange={(change) => setTyped((before) => ({ ...before, ...change }))}
      />
      <Field label={say('at')}>
        {(wiring) => (
          <input
            {...wiring}
            type="datetime-local"
            max={now}
            value={at ?? now}
            onChange={({ target }) => setAt(target.value || undefined)}
          />
        )}
      </Field>
      <Standing fix={fix} atOnce={onSite} onFix={setFix} />
      <PhotoPicker label={say('photos')} photos={photos} onChange={setPhotos} camera={onSite} />
      {measure.error && (
        <p role="alert" className="field-fault">
          {tell(measure.error)}
        </p>
      )}
      {measure.isSuccess && (
        <p role="status">
          {say('saved', {
            quantity: tellQuantity(measure.variables.quantity, language),
            value: tellMeasured(measure.variables),
          })}
        </p>
      )}
      <div className="buttons">
        <button type="submit" className="button" disabled={measure.isPending || stillSending(photos)}>
          {say('save')}
        </button>
        {onDone && (
          <button type="button" className="button" onClick={onDone}>
            {say('cancel')}
          </button>
        )}
      </div>
    </form>
  )
}

interface StandingProps {
  fix: Fix | undefined
  atOnce: boolean
  onFix: (fix: Fix) => void
}

/** Where whoever measures stands, as the phone knows it. */
function Standing({ fix, atOnce, onFix }: StandingProps) {
  const say = useWords()
  const { position, ask } = usePosition(onFix)
  useEffect(() => {
    if (atOnce) ask()
  }, [atOnce, ask])
  const asking = position.state === 'asking'
  return (
    <fieldset className="measure-where">
      <legend>{say('where')}</legend>
      <p role="status">
        {fix ? say('placed', { metres: fix.accuracy }) : say(asking ? 'asking' : 'noPlace')}
      </p>
      <button type="button" className="button" aria-disabled={asking} onClick={ask}>
        {say(fix ? 'placeAgain' : 'place')}
      </button>
    </fieldset>
  )
}
