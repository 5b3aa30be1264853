import { Button } from 'antd'
import { useState } from 'react'
import { useLanguage } from '@/shared/i18n/i18n'
import { tellMeasured, tellQuantity } from '@/shared/measuring/measured'
import { Moment } from '@/shared/time/time-left'
import { MeasureForm } from '../measure/measure-form'
import type { ComponentPage } from './component'
import { PlainTable } from './plain-table'
import { useWords } from './words'

type Measurement = ComponentPage['measurements'][number]

/** What was measured on site, the latest first: who, when, from where, with which photos. Whoever may adds what was measured now. */
export function Measurements({ component }: { component: ComponentPage }) {
  const say = useWords()
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  const { id, measurements, measurable } = component
  if (measurements.length === 0 && !measurable) return null
  return (
    <section aria-labelledby="measurements">
      <h2 id="measurements">{say('measurements')}</h2>
      {measurements.length > 0 && (
        <PlainTable
          heads={[say('quantity'), say('value'), say('at'), say('by'), say('away'), say('photos')]}
          rows={measurements.map((one) => [
            tellQuantity(one.quantity, language),
            tellMeasured(one),
            <Sealed key="at" measurement={one} />,
            one.by,
            <Away key="away" measurement={one} />,
            <Shown key="photos" component={id} photos={one.photos} />,
          ])}
        />
      )}
      {measurable && !open && (
        <div className="form-keys">
          <Button onClick={() => setOpen(true)}>{say('measure')}</Button>
        </div>
      )}
      {open && <MeasureForm component={component} onDone={() => setOpen(false)} />}
    </section>
  )
}

/** When it was measured, and whether the phone sealed it there and then. */
function Sealed({ measurement: { measuredAt, seal } }: { measurement: Measurement }) {
  const say = useWords()
  return (
    <>
      <Moment at={measuredAt} />
      {seal && (
        <span className="mark quiet" title={say('sealedWhy', { seal })}>
          {say('sealed')}
        </span>
      )}
    </>
  )
}

function Away({ measurement: { metresAway, accuracyMetres } }: { measurement: Measurement }) {
  const say = useWords()
  if (typeof metresAway !== 'number') return null
  const metres = Math.round(metresAway)
  return typeof accuracyMetres === 'number'
    ? say('metresAwayAbout', { metres, accuracy: Math.round(accuracyMetres) })
    : say('metresAway', { metres })
}

function Shown({ component, photos }: { component: string; photos: readonly string[] }) {
  const say = useWords()
  return photos.map((photo, index) => (
    <a
      key={photo}
      href={`/api/components/${component}/photos/${photo}`}
      target="_blank"
      rel="noreferrer"
      className="shown-photo"
    >
      {say('photoNth', { nth: index + 1 })}
    </a>
  ))
}
