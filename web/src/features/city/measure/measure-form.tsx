import { type FormEvent, useEffect, useId, useState } from 'react'
import { tell } from '@/shared/api/problem'
import { type Fix, usePosition } from '@/shared/map/position'
import { arrived, type Photo, PhotoPicker, stillSending } from '@/shared/photos/photo-picker'
import { asLocal, fromLocal } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Field } from '@/shared/touch/field'
import { useMeasure } from './measure'
import './measure.css'
import { useWords } from './words'

const usual = ['settlement', 'tilt', 'onAt', 'offAt', 'light', 'broken', 'height'] as const

interface MeasureFormProps {
  component: { id: string }
  /** Before the component, with a phone: asks where it is at once, and opens the camera. */
  onSite?: boolean
  onDone?: () => void
}

/** A value that was measured at a component. Of the desk and of a phone at the place. */
export function MeasureForm({ component, onSite = false, onDone }: MeasureFormProps) {
  const say = useWords()
  const list = useId()
  const measure = useMeasure(component.id)
  const now = asLocal(useNow())
  const [at, setAt] = useState<string>()
  const [faults, setFaults] = useState<{ quantity?: string; value?: string }>({})
  const [photos, setPhotos] = useState<readonly Photo[]>([])
  const [fix, setFix] = useState<Fix>()

  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const typed = new FormData(form)
    const quantity = String(typed.get('quantity')).trim()
    const value = String(typed.get('value')).trim()
    const wrong = {
      ...(quantity === '' && { quantity: say('missing') }),
      ...((value === '' || !Number.isFinite(Number(value))) && { value: say('number') }),
    }
    setFaults(wrong)
    if (Object.keys(wrong).length > 0) return
    measure.mutate(
      {
        quantity,
        value: Number(value),
        unit: String(typed.get('unit')).trim(),
        measuredAt: at ? fromLocal(at) : undefined,
        fix,
        photos: arrived(photos),
      },
      {
        onSuccess: () => {
          form.reset()
          setPhotos([])
          setAt(undefined)
          onDone?.()
        },
      },
    )
  }

  return (
    <form className="measure-form stack" noValidate onSubmit={send}>
      <Field label={say('quantity')} hint={say('quantityHint')} fault={faults.quantity}>
        {(wiring) => (
          <>
            <input {...wiring} name="quantity" list={list} maxLength={40} autoComplete="off" />
            <datalist id={list}>
              {usual.map((one) => (
                <option key={one} value={say(`q.${one}`)} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label={say('value')} fault={faults.value}>
        {(wiring) => <input {...wiring} name="value" inputMode="decimal" maxLength={16} autoComplete="off" />}
      </Field>
      <Field label={say('unit')} optional hint={say('unitHint')}>
        {(wiring) => <input {...wiring} name="unit" maxLength={20} autoComplete="off" />}
      </Field>
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
            quantity: measure.variables.quantity,
            value: measure.variables.value,
            unit: measure.variables.unit,
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
