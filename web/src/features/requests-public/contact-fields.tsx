import { Field } from '@/shared/touch/field'
import type { ContactDraft } from './request-draft'
import { useWords } from './words'

interface ContactFieldsProps {
  contact: ContactDraft
  fault: string | undefined
  onChange: (part: Partial<ContactDraft>) => void
  confidential: boolean
  onConfidential: (confidential: boolean) => void
}

/** Who asks. Both may stay empty: then the answer is read with number and code. */
export function ContactFields(props: ContactFieldsProps) {
  const { contact, fault, onChange, confidential, onConfidential } = props
  const say = useWords()
  return (
    <section className="contact-fields" aria-labelledby="contact-title">
      <h2 id="contact-title" className="field-legend">
        {say('contact')}
      </h2>
      <p className="hint">{say('contactHint')}</p>
      <div className="contact-pair">
        <Field label={say('name')} optional>
          {(wiring) => (
            <input
              {...wiring}
              value={contact.name}
              maxLength={50}
              autoComplete="name"
              onChange={(event) => onChange({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label={say('phone')} optional fault={fault}>
          {(wiring) => (
            <input
              {...wiring}
              type="tel"
              value={contact.phone}
              maxLength={30}
              autoComplete="tel"
              onChange={(event) => onChange({ phone: event.target.value })}
            />
          )}
        </Field>
      </div>
      <label className="tick">
        <input
          type="checkbox"
          checked={confidential}
          aria-describedby="confidential-hint"
          onChange={(event) => onConfidential(event.target.checked)}
        />
        {say('confidential')}
      </label>
      <p className="hint" id="confidential-hint">
        {say('confidentialHint')}
      </p>
    </section>
  )
}
