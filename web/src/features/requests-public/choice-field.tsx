import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, body } from '@/shared/api/client'
import { tell } from '@/shared/api/problem'
import type { Got } from '@/shared/api/types'
import { useLanguage } from '@/shared/i18n/i18n'
import type { LngLat } from '@/shared/map/points'
import { Field } from '@/shared/touch/field'
import { useWords } from './words'

type Choice = Got<'/api/choices'>[number]

const groups = ['community', 'propertyCompany', 'streetOffice', 'department', 'utility'] as const
type Group = (typeof groups)[number] | 'other'
const groupOf = (choice: Choice): Group => groups.find((group) => group === choice.kind) ?? 'other'

interface ChoiceFieldProps {
  choice: string
  pin: LngLat | null
  onChange: (choice: string) => void
}

/** The unit of one's own choice (自选), folded away: most people are better served without it. */
export function ChoiceField({ choice, pin, onChange }: ChoiceFieldProps) {
  const say = useWords()
  const [open, setOpen] = useState(choice !== '')
  return (
    <details className="more" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('choice')}</summary>
      {open && <ChoiceList choice={choice} pin={pin} onChange={onChange} />}
    </details>
  )
}

function ChoiceList({ choice, pin, onChange }: ChoiceFieldProps) {
  const say = useWords()
  const { data: choices, error } = useChoices(pin)
  // Another place has other communities and property companies: nothing that can't be seen may be sent.
  const gone = choices !== undefined && choice !== '' && !choices.some(({ id }) => id === choice)
  useEffect(() => {
    if (gone) onChange('')
  }, [gone, onChange])
  return (
    <Field label={say('choiceLabel')} hint={say('choiceHint')} fault={error ? tell(error) : undefined}>
      {(wiring) => (
        <select {...wiring} value={choice} onChange={(event) => onChange(event.target.value)}>
          <option value="">{say(choices || error ? 'choiceNone' : 'choiceLoading')}</option>
          {choices &&
            [...groups, 'other' as const].map((group) => (
              <ChoiceGroup
                key={group}
                label={say(`unitKind.${group}`)}
                of={choices.filter((one) => groupOf(one) === group)}
              />
            ))}
        </select>
      )}
    </Field>
  )
}

function ChoiceGroup({ label, of: choices }: { label: string; of: readonly Choice[] }) {
  if (choices.length === 0) return null
  return (
    <optgroup label={label}>
      {choices.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </optgroup>
  )
}

const useChoices = (pin: LngLat | null) => {
  const spoken = useLanguage()
  const query = pin ? { lon: pin[0], lat: pin[1] } : {}
  return useQuery({
    queryKey: ['choices', spoken, pin],
    queryFn: () => body(api.GET('/api/choices', { params: { query } })),
    staleTime: 5 * 60_000,
  })
}
