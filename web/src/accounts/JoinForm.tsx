import { useRef, useState } from 'preact/hooks'
import { formatEnd } from '../words/format'
import { language, t } from '../words/index'
import { whoIs } from '../words/names'
import { href } from '../base/router'
import { createAccount, session } from '../base/session'
import { Outside } from '../frames/Outside'
import type { Activation } from '../base/types'
import { Errors, Field } from '../ui/Field'
import { focusFirstProblem } from '../ui/focus'
import { NewPassword } from '../ui/NewPassword'
import { ErrorNote, Note } from '../ui/Note'
import { followsRules } from '../ui/password'
import type { PersonValues } from '../base/drafts'
import { LanguageField, PersonFields, personProblems, personSent, stillThere, type Problems } from '../ui/PersonFields'
import { Submit } from '../ui/Submit'
import { useSubmit } from '../ui/useSubmit'
import { NotMe } from './NotMe'

interface Values extends PersonValues {
  password: string
  terms: boolean
}

function problemsOf(values: Values, email: string): Problems {
  const found = personProblems(values)
  if (!followsRules(values.password, email)) found.password = t().password.invalid
  if (!values.terms) found.terms = t().join.needTerms
  return found
}

interface Props {
  secret: string
  invitation: Activation
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
  const [mended, setMended] = useState<string[]>([]) // since it was last sent
  const set = (change: Partial<Values>) => {
    const next = { ...values, ...change }
    setValues(next)
    setProblems((before) => stillThere(before, problemsOf(next, invitation.email)))
    setMended((before) => [...before, ...Object.keys(change)])
  }

  const { busy, error, submit } = useSubmit(async () => {
    const found = problemsOf(values, invitation.email)
    setProblems(found)
    setMended([])
    if (Object.keys(found).length) return focusFirstProblem(form.current)
    try {
      await createAccount({ ...personSent(values), secret }, href('home', {}, { joined: invitation.operation }))
    } catch (failure) {
      focusFirstProblem(form.current)
      throw failure
    }
  })

  const errorsOf = (name: keyof Values) => [problems[name] ?? (mended.includes(name) ? '' : error?.fields[name]) ?? ''].filter(Boolean)

  return (
    <Outside title={words.title} wide>
      <Introduction invitation={invitation} />
      <Present />
      <form ref={form} noValidate onSubmit={submit}>
        <Field label={words.email} hint={words.emailHint}>
          {(control) => <input {...control} type="email" autocomplete="username" readOnly value={invitation.email} />}
        </Field>
        <PersonFields values={values} errorsOf={errorsOf} onChange={set} />
        <NewPassword label={words.password} value={values.password} email={invitation.email} errors={errorsOf('password')}
          onChange={(password) => set({ password })} />
        <LanguageField label={words.language} value={values.language} onChange={(chosen) => set({ language: chosen })} />
        <Terms accepted={values.terms} url={invitation.terms_url} onChange={(terms) => set({ terms })} errors={errorsOf('terms')} />
        {error && <ErrorNote error={error} />}
        <Submit busy={busy}>{words.submit}</Submit>
      </form>
      <button type="button" class="link" onClick={() => setDeclining(true)}>{words.notMe}</button>
      {declining && <NotMe secret={secret} sponsor={invitation.sponsor} onClose={() => setDeclining(false)} onRefused={onRefused} />}
    </Outside>
  )
}

function Introduction({ invitation }: { invitation: Activation }) {
  const words = t().join
  const { sponsor, entity, operation, expires } = invitation
  return (
    <div class="introduction">
      <p>{operation ? words.invitedTo(sponsor, entity, operation) : words.invited(sponsor, entity)}</p>
      <p class="hint">{words.expires(formatEnd(language(), expires))}</p>
    </div>
  )
}

/** Who opened somebody else's link, or forgot that he is signed in. */
function Present() {
  const now = session.value
  return now ? <Note tone="warn" icon="triangle-alert"><p>{t().acting.joining(whoIs(now))}</p></Note> : null
}

interface TermsProps {
  accepted: boolean
  url: string | undefined
  onChange: (accepted: boolean) => void
  errors: string[]
}

function Terms({ accepted, url, onChange, errors }: TermsProps) {
  return (
    <div class="field">
      <label class="check">
        <input type="checkbox" name="terms" required checked={accepted} aria-invalid={errors.length ? 'true' : undefined}
          aria-describedby={errors.length ? 'terms-error' : undefined}
          onChange={(event) => onChange(event.currentTarget.checked)} />
        <span>{t().join.terms}</span>
      </label>
      {url && <a href={url} target="_blank" rel="noreferrer">{t().join.readTerms}</a>}
      <Errors id="terms-error" errors={errors} />
    </div>
  )
}
