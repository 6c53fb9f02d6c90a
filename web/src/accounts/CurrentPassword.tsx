import { useEffect, useRef } from 'preact/hooks'
import { aboutAccount } from './words/index'
import { Field } from '../ui/Field'
import { Password } from '../ui/Password'

interface Props {
  value: string
  error: string | undefined
  onChange: (password: string) => void
}

/** The password once more. It is what is to be typed here, so it has the focus, and again when it was wrong. */
export function CurrentPassword({ value, error, onChange }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('input')?.focus(), [error])
  return (
    <div ref={box}>
      <Field label={aboutAccount().security.current} errors={error ? [error] : []}>
        {(control) => (
          <Password {...control} name="current" autocomplete="current-password" required value={value}
            onInput={(event) => onChange(event.currentTarget.value)} />
        )}
      </Field>
    </div>
  )
}
