import { useState } from 'react'
import type { DemandClass } from '@/shared/api/types'
import { about } from '@/shared/i18n/punctuation'
import { useClasses } from '@/shared/reference/reference'
import { Field } from '@/shared/touch/field'
import { useWords } from './words'

const mostShown = 6

/** Leaves of the tree whose own or parent's name holds every word that was typed. */
export const findClasses = (classes: readonly DemandClass[], typed: string): DemandClass[] => {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const nameOf = new Map(classes.map(({ code, name }) => [code, name]))
  return classes
    .filter(({ parentCode, name }) => {
      const whole = `${nameOf.get(parentCode ?? '') ?? ''} ${name}`.toLowerCase()
      return parentCode && words.every((word) => whole.includes(word))
    })
    .slice(0, mostShown)
}

interface ClassFieldProps {
  classCode: string
  onChange: (classCode: string) => void
}

/** The class, for an inspector who knows it; two characters usually find it. */
export function ClassField({ classCode, onChange }: ClassFieldProps) {
  const say = useWords()
  const { data: classes = [] } = useClasses()
  const [typed, setTyped] = useState('')
  const found = findClasses(classes, typed)
  const chosen = classes.find(({ code }) => code === classCode)

  if (chosen)
    return (
      <section className="class-chosen">
        <span>{about(say('class'), chosen.name)}</span>
        <button type="button" className="button-plain" onClick={() => onChange('')}>
          {say('classDrop')}
        </button>
      </section>
    )
  return (
    <div className="class-field">
      <Field label={say('class')} optional hint={say('classHint')}>
        {(wiring) => (
          <input
            {...wiring}
            type="search"
            value={typed}
            placeholder={say('classSearch')}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <div role="status">
        {typed.trim() && found.length === 0 && <p className="hint">{say('classNone')}</p>}
      </div>
      {found.length > 0 && (
        <div className="buttons class-found">
          {found.map(({ code, name }) => (
            <button
              key={code}
              type="button"
              className="button"
              onClick={() => {
                onChange(code)
                setTyped('')
              }}
            >
              {name}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
