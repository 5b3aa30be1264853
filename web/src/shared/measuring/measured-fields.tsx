import { useId } from 'react'
import { useLanguage } from '@/shared/i18n/i18n'
import { Field } from '@/shared/touch/field'
import { faultsOf, isClock, type TypedMeasurement, tellQuantity, usualQuantities } from './measured'
import { useWords } from './words'

interface MeasuredFieldsProps {
  typed: TypedMeasurement
  onChange: (change: Partial<TypedMeasurement>) => void
  /** Whether what is missing or odd is told: not before somebody has tried to send it. */
  tried: boolean
}

/** What was measured, and how much in which unit; of a lamp when it came on, by the clock. */
export function MeasuredFields({ typed, onChange, tried }: MeasuredFieldsProps) {
  const say = useWords()
  const language = useLanguage()
  const list = useId()
  const faults = faultsOf(typed)
  const fault = (name: keyof typeof faults) => {
    const word = tried && faults[name]
    return word ? say(word) : undefined
  }
  const clock = isClock(typed.quantity)
  return (
    <>
      <Field label={say('quantity')} hint={say('quantityHint')} fault={fault('quantity')}>
        {(wiring) => (
          <>
            <input
              {...wiring}
              list={list}
              maxLength={40}
              autoComplete="off"
              value={typed.quantity}
              onChange={({ target: { value: quantity } }) =>
                // A number is no time of day, and the other way round.
                onChange(isClock(quantity) === clock ? { quantity } : { quantity, value: '', unit: '' })
              }
            />
            <datalist id={list}>
              {usualQuantities.map(({ name }) => (
                <option key={name} value={tellQuantity(name, language)} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field key={String(clock)} label={say(clock ? 'clock' : 'value')} fault={fault('value')}>
        {(wiring) => (
          <input
            {...wiring}
            {...(clock ? { type: 'time' } : { inputMode: 'decimal', maxLength: 16 })}
            autoComplete="off"
            value={typed.value}
            onChange={({ target }) => onChange({ value: target.value })}
          />
        )}
      </Field>
      {!clock && (
        <Field label={say('unit')} optional hint={say('unitHint')}>
          {(wiring) => (
            <input
              {...wiring}
              maxLength={20}
              autoComplete="off"
              value={typed.unit}
              onChange={({ target }) => onChange({ unit: target.value })}
            />
          )}
        </Field>
      )}
    </>
  )
}
