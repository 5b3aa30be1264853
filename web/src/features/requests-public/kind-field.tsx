import { useState } from 'react'
import type { DemandKind } from '@/shared/api/types'
import { kinds } from './request-draft'
import { useWords } from './words'

interface KindFieldProps {
  kind: DemandKind | ''
  onChange: (kind: DemandKind | '') => void
}

/** The nature of the request, folded away: dispatch reads it from the words. */
export function KindField({ kind, onChange }: KindFieldProps) {
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
      <fieldset className="chips">
        <legend className="hint">{say('kindHint')}</legend>
        {(['', ...kinds] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="kind" checked={kind === one} onChange={() => onChange(one)} />
            {say(`kind.${one || 'auto'}`)}
          </label>
        ))}
      </fieldset>
    </details>
  )
}
