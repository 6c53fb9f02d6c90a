import { Field } from '../ui/Field'
import { entityWords } from './words/index'

interface Props {
  value: string
  /** What most of the entity's people use; undefined: nobody is there yet; null: no entity is chosen yet. */
  usual: 'fr' | 'en' | undefined | null
  refused?: string | undefined
  onChange: (value: string) => void
}

/** In which language who has no account is invited. */
export function LanguageField({ value, usual, refused, onChange }: Props) {
  const words = entityWords().language
  const others = (['fr', 'en'] as const).filter((one) => one !== usual || one === value)
  return (
    <Field label={words.label} hint={words.hint} errors={refused ? [refused] : []}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="">{usual ? words.like(words.names[usual]) : usual === null ? words.others : words.both}</option>
          {others.map((one) => <option key={one} value={one}>{words.names[one]}</option>)}
        </select>
      )}
    </Field>
  )
}
