import { tomorrow } from '../../i18n/format'
import { t } from '../../i18n/index'
import { Field } from '../../ui/Field'

/** A day typed by hand may lie before the least one that the field offers. */
export const isTooEarly = (day: string): boolean => day !== '' && day < tomorrow(new Date())

interface Props {
  /** The day is what is asked for: leaving it empty says nothing. */
  needed?: boolean
  value: string
  onChange: (day: string) => void
  early: boolean
  refused: string | undefined
}

/** The last day of an access. */
export function UntilField({ needed = false, value, onChange, early, refused }: Props) {
  const words = t().restore
  const errors = [early ? t().add.badDate : '', refused ?? ''].filter(Boolean)
  return (
    <Field label={words.until} optional={!needed} hint={needed ? undefined : words.untilHint} errors={errors}>
      {(control) => (
        <input {...control} type="date" min={tomorrow(new Date())} value={value} class="short"
          onInput={(event) => onChange(event.currentTarget.value)} />
      )}
    </Field>
  )
}
