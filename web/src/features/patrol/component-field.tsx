import { useState } from 'react'
import { readComponentCode } from '@/shared/component-code'
import type { LngLat } from '@/shared/map/points'
import type { NearComponent } from '@/shared/reference/near-components'
import { Field } from '@/shared/touch/field'
import { ComponentScan } from './component-scan'
import { distanceWords } from './distance'
import { KeptSince, useNearInField } from './near-components'
import { useWords } from './words'

interface ComponentFieldProps {
  component: string
  at: LngLat | null
  fault: string | undefined
  onChange: (component: string) => void
}

/** Which lamp, which cover: scanned from its label, typed, or chosen among what stands nearest. */
export function ComponentField({ component, at, fault, onChange }: ComponentFieldProps) {
  const say = useWords()
  const { near, keptAt } = useNearInField(at)
  const chosen = near.find(({ code }) => code === component)
  return (
    <div className="stack component-field">
      <Field label={say('component')} optional hint={say('componentHint')} fault={fault}>
        {(wiring) => (
          <input
            {...wiring}
            value={component}
            inputMode="numeric"
            autoComplete="off"
            maxLength={200}
            // A scanner types the address on the label: what counts is the identifier in it.
            onChange={({ target }) => onChange(readComponentCode(target.value) ?? target.value)}
          />
        )}
      </Field>
      <ComponentScan onFound={onChange} />
      <p role="status" className="hint">
        {chosen && say('componentChosen', { name: chosen.name, away: distanceWords(chosen.metres) })}
      </p>
      {(near.length > 0 || component) && <KeptSince at={keptAt} />}
      {near.length > 0 && !component && <NearList near={near} onChoose={onChange} />}
    </div>
  )
}

function NearList({ near, onChoose }: { near: readonly NearComponent[]; onChoose: (code: string) => void }) {
  const say = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {say(open ? 'nearClose' : 'nearOpen', { count: near.length })}
      </button>
      {open && (
        <ul className="bare stack near-components">
          {near.map(({ code, name, metres }) => (
            <li key={code}>
              <button type="button" className="button" onClick={() => onChoose(code)}>
                {name} · {distanceWords(metres)}
                <span className="hint">{code}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
