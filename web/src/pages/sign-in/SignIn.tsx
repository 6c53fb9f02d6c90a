import { useEffect, useRef, useState } from 'preact/hooks'
import { explain } from '../../i18n/explain'
import { t } from '../../i18n/index'
import { interrupted, signIn } from '../../session'
import { Outside } from '../../shell/Outside'
import { Field } from '../../ui/Field'
import { ErrorNote, Note } from '../../ui/Note'
import { Password } from '../../ui/Password'
import { Submit } from '../../ui/Submit'
import { useSubmit } from '../../ui/useSubmit'
import type { ApiError } from '../../api'
import { Code } from './Code'

/** Password first, then the mailed code when the server asks for it. */
export function SignIn() {
  const [email, setEmail] = useState(interrupted.value ?? '')
  const [ended, setEnded] = useState<ApiError | null>(null)
  const [challenged, setChallenged] = useState(false)

  const again = (reason: ApiError | null) => {
    setEnded(reason)
    setChallenged(false)
  }
  if (challenged) return <Code email={email.trim()} onAgain={again} />
  return <Credentials email={email} setEmail={setEmail} ended={ended} onChallenge={() => setChallenged(true)} />
}

interface Props {
  email: string
  setEmail: (email: string) => void
  ended: ApiError | null
  onChallenge: () => void
}

function Credentials({ email, setEmail, ended, onChallenge }: Props) {
  const words = t().signIn
  const [password, setPassword] = useState('')
  const form = useRef<HTMLFormElement>(null)
  // Straight to what is still to be typed.
  useEffect(() => form.current?.querySelector<HTMLInputElement>(email ? '[name=password]' : '[name=email]')?.focus(), [])
  const [missing, setMissing] = useState({ email: false, password: false })
  const { busy, error, submit } = useSubmit(async () => {
    const gaps = { email: !email.trim(), password: !password }
    setMissing(gaps)
    if (gaps.email || gaps.password) return
    if (await signIn(email.trim(), password)) onChallenge()
  })

  return (
    <Outside title={words.title}>
      <p class="lead">{words.lead}</p>
      {interrupted.value && !error && !ended && <Note tone="info"><p>{words.interrupted}</p></Note>}
      {ended && !error && <Note tone="bad" icon="triangle-alert"><p>{explain(ended)}</p></Note>}
      {error && <ErrorNote error={error} />}
      <form ref={form} noValidate onSubmit={submit}>
        <Field label={words.email} errors={missing.email ? [words.needEmail] : []}>
          {(control) => (
            <input {...control} type="email" name="email" autocomplete="username" required value={email} spellcheck={false}
              onInput={(event) => setEmail(event.currentTarget.value)} />
          )}
        </Field>
        <Field label={words.password} errors={missing.password ? [words.needPassword] : []}>
          {(control) => (
            <Password {...control} name="password" autocomplete="current-password" required value={password}
              onInput={(event) => setPassword(event.currentTarget.value)} />
          )}
        </Field>
        <Submit busy={busy}>{words.submit}</Submit>
      </form>
    </Outside>
  )
}
