interface ChipsProps<T extends string | boolean> {
  /** What is asked. */
  legend: string
  /** What ties the buttons of one question together: its own within the page. */
  name: string
  options: readonly { value: T; label: string }[]
  value: T | null | undefined
  /** What is wrong, in words. */
  fault?: string | undefined
  /** A question of a form, or a remark beside it. */
  quiet?: boolean
  onChange: (value: T) => void
}

/** One of a few answers, each wide enough for a thumb. */
export function Chips<T extends string | boolean>(props: ChipsProps<T>) {
  const { legend, name, options, value, fault, quiet = false, onChange } = props
  return (
    <fieldset className={quiet ? 'chips' : 'chips passed'}>
      <legend className={quiet ? 'hint' : 'field-legend'}>{legend}</legend>
      {options.map((one) => (
        <label key={String(one.value)}>
          <input
            type="radio"
            name={name}
            checked={value === one.value}
            onChange={() => onChange(one.value)}
          />
          {one.label}
        </label>
      ))}
      {fault && (
        <p className="field-fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  )
}
