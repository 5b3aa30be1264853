import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useLanguage } from '@/shared/i18n/i18n'
import {
  faultsOf,
  measuredOf,
  nothingMeasured,
  type TypedMeasurement,
  tellMeasured,
  tellQuantity,
} from '@/shared/measuring/measured'
import { MeasuredFields } from '@/shared/measuring/measured-fields'
import { PhotoPicker } from '@/shared/photos/photo-picker'
import { useStoredDraft } from '@/shared/ui/stored-draft'
import { foundAtOf, isStale, useShots } from './fresh-fix'
import { measureName } from './outbox/mend'
import { beginKey, finishMeasurement } from './outbox/outbox'
import { PositionField } from './position-field'
import type { ReportDraft } from './report-draft'
import { useWords } from './words'
import './patrol.css'

interface MeasureDraft
  extends TypedMeasurement,
    Pick<ReportDraft, 'at' | 'within' | 'fixedAt' | 'phoneAt' | 'key'> {
  /** When the first photo was taken, milliseconds by the phone's clock. */
  shotAt: number | null
}

const emptyMeasure: MeasureDraft = {
  ...nothingMeasured,
  at: null,
  within: null,
  fixedAt: null,
  phoneAt: null,
  shotAt: null,
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
  const nowhere = draft.at ? undefined : say('measureWhere')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    // Found so long ago, and not again since, it would tell of another place.
    if (isStale(draft, Date.now())) return change({ at: null, within: null, fixedAt: null })
    if (!keeping && !nowhere && !Object.values(faultsOf(draft)).some(Boolean)) keep()
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
      <MeasuredFields typed={draft} tried={tried} onChange={change} />
      <div className="patrol-photos">
        <PhotoPicker
          label={say('measurePhotos')}
          photos={photos}
          onChange={changePhotos}
          camera
          sends={false}
        />
      </div>
      <PositionField
        at={draft.at}
        within={draft.within}
        fixedAt={draft.fixedAt}
        shotAt={draft.shotAt}
        fault={tried ? nowhere : undefined}
        onChange={change}
      />
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
  const language = useLanguage()
  const name = measureName(account, component)
  const [draft, change, dropDraft] = useStoredDraft(name, emptyMeasure)
  const [photos, changePhotos, dropPhotos] = useShots(name, draft.shotAt, change)
  const { mutate, isPending, isError } = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const [lon, lat] = draft.at ?? []
      if (lon === undefined || lat === undefined) throw new Error('a measurement without a position')
      const key = draft.key ?? beginKey()
      const phoneAt = foundAtOf(draft)
      change({ key, phoneAt })
      const measured = measuredOf(draft)
      await finishMeasurement(
        account,
        key,
        {
          ...measured,
          component,
          title: say('measureOf', {
            component,
            quantity: tellQuantity(measured.quantity, language),
            value: tellMeasured(measured),
          }),
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
