import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useKeptPhotos } from '@/shared/photos/kept-photos'
import { PhotoPicker } from '@/shared/photos/photo-picker'
import { Field } from '@/shared/touch/field'
import { useStoredDraft } from '@/shared/ui/stored-draft'
import { measureName } from './outbox/mend'
import { beginKey, finishMeasurement } from './outbox/outbox'
import { PositionField } from './position-field'
import type { ReportDraft } from './report-draft'
import { useWords } from './words'
import './patrol.css'

interface MeasureDraft extends Pick<ReportDraft, 'at' | 'within' | 'phoneAt' | 'key'> {
  quantity: string
  value: string
  unit: string
}

const emptyMeasure: MeasureDraft = {
  quantity: '',
  value: '',
  unit: '',
  at: null,
  within: null,
  phoneAt: null,
  key: null,
}

interface MeasurePageProps {
  account: string
  /** The identifier of the component. */
  component: string
  onBack: () => void
  onSent: () => void
}

/** What an inspector measures before a component: with time, place and photos, also where there is no network. */
export function MeasurePage({ account, component, onBack, onSent }: MeasurePageProps) {
  const say = useWords()
  const [tried, setTried] = useState(false)
  const { draft, change, photos, changePhotos, keep, keeping, failed } = useMeasured(
    account,
    component,
    onSent,
  )
  const faults = {
    quantity: draft.quantity.trim() === '' ? say('measureMissing') : undefined,
    value:
      draft.value.trim() === '' || !Number.isFinite(Number(draft.value)) ? say('measureNumber') : undefined,
    at: draft.at ? undefined : say('measureWhere'),
  }
  const shown: Partial<typeof faults> = tried ? faults : {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!keeping && !Object.values(faults).some(Boolean)) keep()
  }
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <button type="button" className="button-plain back" onClick={onBack}>
        {say('back')}
      </button>
      <header>
        <h1>{say('measureTitle')}</h1>
        <p className="hint">{component}</p>
        <p className="hint">{say('measureLead')}</p>
      </header>
      <Field label={say('measureQuantity')} hint={say('measureQuantityHint')} fault={shown.quantity}>
        {(wiring) => (
          <input
            {...wiring}
            maxLength={40}
            autoComplete="off"
            value={draft.quantity}
            onChange={({ target }) => change({ quantity: target.value })}
          />
        )}
      </Field>
      <Field label={say('measureValue')} fault={shown.value}>
        {(wiring) => (
          <input
            {...wiring}
            inputMode="decimal"
            maxLength={16}
            autoComplete="off"
            value={draft.value}
            onChange={({ target }) => change({ value: target.value })}
          />
        )}
      </Field>
      <Field label={say('measureUnit')} optional hint={say('measureUnitHint')}>
        {(wiring) => (
          <input
            {...wiring}
            maxLength={20}
            autoComplete="off"
            value={draft.unit}
            onChange={({ target }) => change({ unit: target.value })}
          />
        )}
      </Field>
      <div className="patrol-photos">
        <PhotoPicker
          label={say('measurePhotos')}
          photos={photos}
          onChange={changePhotos}
          camera
          sends={false}
        />
      </div>
      <PositionField at={draft.at} within={draft.within} fault={shown.at} onChange={change} />
      {failed && (
        <p className="notice" role="alert">
          {say('measureNotKept')}
        </p>
      )}
      <div className="patrol-send">
        <button type="submit" className="button button-main" aria-disabled={keeping}>
          {say('measureSend')}
        </button>
      </div>
    </form>
  )
}

/** The draft of a measurement and its way into the queue: it is dropped when it is safe there, and not before. */
const useMeasured = (account: string, component: string, onSent: () => void) => {
  const say = useWords()
  const name = measureName(account, component)
  const [draft, change, dropDraft] = useStoredDraft(name, emptyMeasure)
  const [photos, changePhotos, dropPhotos] = useKeptPhotos(name)
  const { mutate, isPending, isError } = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const [lon, lat] = draft.at ?? []
      if (lon === undefined || lat === undefined) throw new Error('a measurement without a position')
      const key = draft.key ?? beginKey()
      const phoneAt = draft.phoneAt ?? new Date().toISOString()
      change({ key, phoneAt })
      const measured = {
        component,
        quantity: draft.quantity.trim(),
        value: Number(draft.value),
        unit: draft.unit.trim(),
      }
      await finishMeasurement(
        account,
        key,
        {
          ...measured,
          title: say('measureOf', measured).trim(),
          lon,
          lat,
          accuracyMetres: draft.within,
          phoneAt,
        },
        photos.map(({ file }) => file),
      )
    },
    onSuccess: () => {
      dropDraft()
      dropPhotos()
      onSent()
    },
  })
  return { draft, change, photos, changePhotos, keep: () => mutate(), keeping: isPending, failed: isError }
}
