// What a person says of himself: the same fields when an account is created and when it is changed.
import { t } from '../words/index'
import type { PersonValues } from '../base/drafts'
import { Field } from './Field'
import { toE164 } from './phone'

type TextName = 'first_name' | 'last_name' | 'job_title'
export type Problems = Partial<Record<string, string>>

/** So far: most people go on to the next field. */
const hasOneName = (values: PersonValues): boolean => !!values.first_name.trim() && !values.last_name.trim()

export function personProblems(values: PersonValues): Problems {
  const found: Problems = {}
  const isEmpty = (name: TextName) => !values[name].trim()
  for (const name of ['first_name', 'job_title'] as const) if (isEmpty(name)) found[name] = t().form.needed
  if (isEmpty('first_name') && isEmpty('last_name')) found.last_name = t().form.needed
  else if (isEmpty('first_name')) found.first_name = t().person.onlyNameMoves
  if (!toE164(values.phone, values.language)) found.phone = t().person.phoneInvalid
  return found
}

/** What was said of fields that are not filled properly yet. */
export const stillThere = (said: Problems, now: Problems): Problems =>
  Object.fromEntries(Object.entries(said).filter(([name]) => now[name]))

/** As it is sent: a last name that is left empty is none. */
export function personSent<T extends Partial<PersonValues>>(values: T, language = values.language) {
  const sent: Record<string, unknown> = { ...values }
  if (values.last_name !== undefined) sent.last_name = values.last_name.trim() || null
  if (values.phone !== undefined) sent.phone = toE164(values.phone, language) ?? values.phone
  return sent
}

interface Props {
  values: PersonValues
  errorsOf: (name: keyof PersonValues) => string[]
  onChange: (change: Partial<PersonValues>) => void
}

export function PersonFields({ values, errorsOf, onChange }: Props) {
  const words = t().person
  const text = (name: TextName, label: string, autocomplete: string, hint?: string) => (
    <Field label={label} hint={hint} errors={errorsOf(name)}>
      {(control) => (
        <input {...control} name={name} autocomplete={autocomplete} required={name !== 'last_name'} maxLength={100} value={values[name]}
          onInput={(event) => onChange({ [name]: event.currentTarget.value })} />
      )}
    </Field>
  )
  return (
    <>
      <div class="pair">
        {text('first_name', words.firstName, 'given-name')}
        {text('last_name', words.lastName, 'family-name', hasOneName(values) ? words.onlyNameHint : undefined)}
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
