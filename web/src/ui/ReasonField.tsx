import { t } from '../words/index'
import { Field } from './Field'

const MAX_REASON = 500

interface Props {
  hint: string
  value: string
  refused: string | undefined
  onChange: (reason: string) => void
}

/** Why something is decided: always optional. */
export function ReasonField({ hint, value, refused, onChange }: Props) {
  return (
    <Field label={t().revoke.reason} optional hint={hint} errors={refused ? [refused] : []}>
      {(control) => (
        <textarea {...control} rows={2} maxLength={MAX_REASON} value={value} onInput={(event) => onChange(event.currentTarget.value)} />
      )}
    </Field>
  )
}
