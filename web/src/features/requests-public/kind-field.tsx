import { useState } from 'react'
import type { DemandKind } from '@/shared/api/types'
import { Chips } from '@/shared/touch/chips'
import { Field } from '@/shared/touch/field'
import { kinds } from './request-draft'
import { useWords } from './words'

interface KindFieldProps {
  kind: DemandKind | ''
  praises: string
  praisesCode: string
  fault: string | undefined
  onChange: (changes: { kind: DemandKind | '' } | { praises: string } | { praisesCode: string }) => void
}

/** The nature of the request, folded away: dispatch reads it from the words. */
export function KindField({ kind, praises, praisesCode, fault, onChange }: KindFieldProps) {
  const say = useWords()
  const [open, setOpen] = useState(kind !== '')
  return (
    <details className="more" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>
          {say('kind')}
          {kind && <strong className="kind-chosen">{say(`kind.${kind}`)}</strong>}
        </span>
      </summary>
      <Chips
        quiet
        legend={say('kindHint')}
        name="kind"
        options={(['', ...kinds] as const).map((value) => ({ value, label: say(`kind.${value || 'auto'}`) }))}
        value={kind}
        onChange={(one) => onChange({ kind: one })}
      />
      {kind === 'praise' && (
        <Field label={say('praises')} hint={say('praisesHint')} fault={fault}>
          {(wiring) => (
            <input
              {...wiring}
              inputMode="numeric"
              autoComplete="off"
              maxLength={40}
              value={praises}
              onChange={(event) => onChange({ praises: event.target.value })}
            />
          )}
        </Field>
      )}
      {kind === 'praise' && praises.trim() !== '' && (
        <Field label={say('praisesCode')} hint={say('praisesCodeHint')}>
          {(wiring) => (
            <input
              {...wiring}
              autoCapitalize="characters"
              autoComplete="off"
              maxLength={20}
              value={praisesCode}
              onChange={(event) => onChange({ praisesCode: event.target.value })}
            />
          )}
        </Field>
      )}
    </details>
  )
}
