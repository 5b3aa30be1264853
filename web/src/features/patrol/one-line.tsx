import { Field } from '@/shared/touch/field'

interface OneLineProps {
  label: string
  hint: string
  optional?: boolean
  fault?: string | undefined
  text: string
  /** Without it the form says itself when it is too much. */
  most?: number
  onText: (text: string) => void
}

/** What an inspector writes in the street: a line, seldom two. */
export function OneLine({ label, hint, optional = false, fault, text, most, onText }: OneLineProps) {
  return (
    <Field label={label} optional={optional} hint={hint} fault={fault}>
      {(wiring) => (
        <textarea
          {...wiring}
          className="one-line"
          rows={2}
          maxLength={most}
          value={text}
          onChange={({ target }) => onText(target.value)}
        />
      )}
    </Field>
  )
}

/** As many characters as the server keeps of a remark. */
export const longestRemark = 500
