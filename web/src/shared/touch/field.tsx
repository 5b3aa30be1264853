import { type ReactNode, useId } from 'react'
import { defineWords } from '@/shared/i18n/i18n'
import './field.css'

const { useWords } = defineWords('field-piece', { optional: '可不填' }, { optional: 'optional' })

/** Beside the label of what may stay empty: the one way in which these pages say so. */
export function OptionalMark() {
  return <span className="field-optional">{useWords()('optional')}</span>
}

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
  const id = useId()
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional && <OptionalMark />}
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
