import { type ReactNode, useId } from 'react'
import { defineWords } from '@/shared/i18n/i18n'
import './field.css'

const { useWords } = defineWords('field-piece', { optional: '可不填' }, { optional: 'optional' })

/** What ties a control to its label, hint and fault. */
export interface Wiring {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

interface FieldProps {
  label: string
  optional?: boolean
  hint?: ReactNode
  /** What is wrong with what was typed, in words. */
  fault?: string | undefined
  children: (wiring: Wiring) => ReactNode
}

/** One control with its label, a hint and, when something is wrong with it, the reason right below. */
export function Field({ label, optional = false, hint, fault, children }: FieldProps) {
  const say = useWords()
  const id = useId()
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional && <span className="field-optional">{say('optional')}</span>}
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': fault ? true : undefined })}
      {fault && (
        <p className="field-fault" id={`${id}-fault`} role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}
