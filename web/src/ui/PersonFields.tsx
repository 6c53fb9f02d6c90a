// What a person says of himself: the same fields when an account is created and when it is changed.
import { t } from '../i18n/index'
import { Field } from './Field'
import { toE164 } from './phone'

export interface PersonValues {
  first_name: string
  last_name: string
  job_title: string
  phone: string
  language: string
}

type TextName = 'first_name' | 'last_name' | 'job_title'
export type Problems = Partial<Record<string, string>>

export function personProblems(values: PersonValues): Problems {
  const found: Problems = {}
  for (const name of ['first_name', 'last_name', 'job_title'] as const) if (!values[name].trim()) found[name] = t().form.needed
  if (!toE164(values.phone)) found.phone = t().person.phoneInvalid
  return found
}

interface Props {
  values: PersonValues
  errorsOf: (name: keyof PersonValues) => string[]
  onChange: (change: Partial<PersonValues>) => void
}

export function PersonFields({ values, errorsOf, onChange }: Props) {
  const words = t().person
  const text = (name: TextName, label: string, autocomplete: string) => (
    <Field label={label} errors={errorsOf(name)}>
      {(control) => (
        <input {...control} name={name} autocomplete={autocomplete} required maxLength={100} value={values[name]}
          onInput={(event) => onChange({ [name]: event.currentTarget.value })} />
      )}
    </Field>
  )
  return (
    <>
      <div class="pair">
        {text('first_name', words.firstName, 'given-name')}
        {text('last_name', words.lastName, 'family-name')}
      </div>
      {text('job_title', words.jobTitle, 'organization-title')}
      <Field label={words.phone} hint={words.phoneHint} errors={errorsOf('phone')}>
        {(control) => (
          <input {...control} type="tel" name="phone" autocomplete="tel" required maxLength={30} value={values.phone}
            onInput={(event) => onChange({ phone: event.currentTarget.value })} />
        )}
      </Field>
    </>
  )
}

interface LanguageProps {
  label: string
  hint?: string
  value: string
  onChange: (language: string) => void
}

export function LanguageField({ label, hint, value, onChange }: LanguageProps) {
  const words = t().look
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <select {...control} name="language" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="fr" lang="fr">{words.french}</option>
          <option value="en" lang="en">{words.english}</option>
        </select>
      )}
    </Field>
  )
}
