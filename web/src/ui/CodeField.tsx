import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { Field } from './Field'

export const DIGITS = 6

interface Props {
  label: string
  errors: string[]
  input: RefObject<HTMLInputElement | null>
  onChange: (digits: string) => void
}

/** Six digits, typed or pasted, with spaces or not, in full width or not. */
export function CodeField({ label, errors, input, onChange }: Props) {
  const [code, setCode] = useState('')
  const type = (field: HTMLInputElement) => {
    const digits = field.value.normalize('NFKC').replace(/\D/g, '').slice(0, DIGITS)
    field.value = digits // at once: a state that does not change would leave the stray letter on show
    if (digits === code) return
    setCode(digits)
    onChange(digits)
  }
  return (
    <Field label={label} errors={errors}>
      {(control) => (
        <input {...control} ref={input} class="code" name="code" inputMode="numeric" autocomplete="one-time-code"
          required value={code} onInput={(event) => type(event.currentTarget)} />
      )}
    </Field>
  )
}
