interface Option<T extends string> {
  value: T
  label: string
}

interface Props<T extends string> {
  label: string
  value: T | ''
  options: Option<T>[]
  /** The words for no choice at all. */
  any: string
  onChange: (value: T | '') => void
}

/** A native list that narrows a table. */
export function Choice<T extends string>({ label, value, options, any, onChange }: Props<T>) {
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value as T | '')}>
      <option value="">{any}</option>
      {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </select>
  )
}
