import { useRef, useState } from 'preact/hooks'
import { formatDate } from '../../i18n/format'
import { language, t } from '../../i18n/index'
import { createAccount } from '../../session'
import { Outside } from '../../shell/Outside'
import type { Invitation } from '../../types'
import { Field } from '../../ui/Field'
import { ErrorNote } from '../../ui/Note'
import { Password } from '../../ui/Password'
import { Submit } from '../../ui/Submit'
import { useSubmit } from '../../ui/useSubmit'
import { NotMe } from './NotMe'
import { followsRules } from './password'
import { PasswordRules } from './PasswordRules'
import { toE164 } from './phone'

interface Values {
  first_name: string
  last_name: string
  job_title: string
  phone: string
  password: string
  language: string
  terms: boolean
}

type Problems = Partial<Record<keyof Values, string>>
type TextName = 'first_name' | 'last_name' | 'job_title'

function problemsOf(values: Values, email: string): Problems {
  const words = t().join
  const found: Problems = {}
  for (const name of ['first_name', 'last_name', 'job_title'] as const) if (!values[name].trim()) found[name] = words.needed
  if (!toE164(values.phone)) found.phone = words.phoneInvalid
  if (!followsRules(values.password, email)) found.password = words.badPassword
  if (!values.terms) found.terms = words.needTerms
  return found
}

interface Props {
  secret: string
  invitation: Invitation
  onRefused: () => void
}

export function JoinForm({ secret, invitation, onRefused }: Props) {
  const words = t().join
  const form = useRef<HTMLFormElement>(null)
  const [values, setValues] = useState<Values>({
    first_name: '', last_name: '', job_title: '', phone: '', password: '', language: language(), terms: false,
  })
  const [problems, setProblems] = useState<Problems>({})
  const [declining, setDeclining] = useState(false)
  const set = (change: Partial<Values>) => setValues((before) => ({ ...before, ...change }))

  const { busy, error, submit } = useSubmit(async () => {
    const found = problemsOf(values, invitation.email)
    setProblems(found)
    if (Object.keys(found).length) return focusFirstProblem(form)
    try {
      await createAccount({ ...values, phone: toE164(values.phone), secret })
    } catch (failure) {
      focusFirstProblem(form)
      throw failure
    }
  })

  const errorsOf = (name: keyof Values) => [problems[name] ?? error?.fields[name] ?? ''].filter(Boolean)
  const text = (name: TextName, label: string, autocomplete: string) => (
    <Field label={label} errors={errorsOf(name)}>
      {(control) => (
        <input {...control} name={name} autocomplete={autocomplete} required maxLength={100} value={values[name]}
          onInput={(event) => set({ [name]: event.currentTarget.value })} />
      )}
    </Field>
  )

  return (
    <Outside title={words.title} wide>
      <Introduction invitation={invitation} />
      <form ref={form} noValidate onSubmit={submit}>
        <Field label={words.email} hint={words.emailHint}>
          {(control) => <input {...control} type="email" autocomplete="username" readOnly value={invitation.email} />}
        </Field>
        <div class="pair">
          {text('first_name', words.firstName, 'given-name')}
          {text('last_name', words.lastName, 'family-name')}
        </div>
        {text('job_title', words.jobTitle, 'organization-title')}
        <Field label={words.phone} hint={words.phoneHint} errors={errorsOf('phone')}>
          {(control) => (
            <input {...control} type="tel" name="phone" autocomplete="tel" required maxLength={30} value={values.phone}
              onInput={(event) => set({ phone: event.currentTarget.value })} />
          )}
        </Field>
        <Field label={words.password} errors={errorsOf('password')}
          below={<PasswordRules password={values.password} email={invitation.email} />}>
          {(control) => (
            <Password {...control} name="password" autocomplete="new-password" required value={values.password}
              onInput={(event) => set({ password: event.currentTarget.value })} />
          )}
        </Field>
        <Field label={words.language}>
          {(control) => (
            <select {...control} value={values.language} onChange={(event) => set({ language: event.currentTarget.value })}>
              <option value="fr" lang="fr">{t().look.french}</option>
              <option value="en" lang="en">{t().look.english}</option>
            </select>
          )}
        </Field>
        <Terms accepted={values.terms} onChange={(terms) => set({ terms })} errors={errorsOf('terms')} />
        {error && <ErrorNote error={error} />}
        <Submit busy={busy}>{words.submit}</Submit>
      </form>
      <button type="button" class="link" onClick={() => setDeclining(true)}>{words.notMe}</button>
      {declining && <NotMe secret={secret} sponsor={invitation.sponsor} onClose={() => setDeclining(false)} onRefused={onRefused} />}
    </Outside>
  )
}

function focusFirstProblem(form: { current: HTMLFormElement | null }): void {
  requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
}

function Introduction({ invitation }: { invitation: Invitation }) {
  const words = t().join
  const { sponsor, entity, operation, expires } = invitation
  return (
    <div class="introduction">
      <p>{operation ? words.invitedTo(sponsor, entity, operation) : words.invited(sponsor, entity)}</p>
      <p class="hint">{words.expires(formatDate(language(), expires))}</p>
    </div>
  )
}

interface TermsProps {
  accepted: boolean
  onChange: (accepted: boolean) => void
  errors: string[]
}

function Terms({ accepted, onChange, errors }: TermsProps) {
  return (
    <div class="field">
      <label class="check">
        <input type="checkbox" name="terms" required checked={accepted} aria-invalid={errors.length ? 'true' : undefined}
          aria-describedby={errors.length ? 'terms-error' : undefined}
          onChange={(event) => onChange(event.currentTarget.checked)} />
        <span>{t().join.terms}</span>
      </label>
      {errors.length > 0 && <p id="terms-error" class="errors">{errors[0]}</p>}
    </div>
  )
}
