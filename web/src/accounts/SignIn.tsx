import { useEffect, useRef, useState } from 'preact/hooks'
import { oneAddress } from '../base/addresses'
import { loadAboutAccount } from './words/index'
import { explain } from '../words/explain'
import { t } from '../words/index'
import { nameOf, whoIs } from '../words/names'
import { href } from '../base/router'
import { another, expected, goOn, session, signIn } from '../base/session'
import { Outside } from '../frames/Outside'
import { Field } from '../ui/Field'
import { focusFirstProblem } from '../ui/focus'
import { lazy } from '../ui/Lazy'
import { ErrorNote, Note } from '../ui/Note'
import { Password } from '../ui/Password'
import { Submit } from '../ui/Submit'
import { useSubmit } from '../ui/useSubmit'
import type { ApiError } from '../base/api'
import type { ChallengeKind } from '../base/types'

const loadCode = () => import('./Code')
const Code = lazy(loadCode, (file) => file.Code, loadAboutAccount)

/** Password first, then what the server asks for beside it: the authenticator's code, the mailed one, or both. */
export function SignIn() {
  const [email, setEmail] = useState(expected.value?.email ?? '')
  const [ended, setEnded] = useState<ApiError | null>(null)
  const [asked, setAsked] = useState<ChallengeKind[]>([])

  const again = (reason: ApiError | null) => {
    setEnded(reason)
    setAsked([])
  }
  const ask = (kind: ChallengeKind) => setAsked([...asked, kind])
  const now = asked.at(-1)
  if (now) return <Code key={asked.length} kind={now} isSecond={asked.length > 1} email={oneAddress(email)} onAgain={again} onNext={ask} />
  return <Credentials email={email} setEmail={setEmail} ended={ended} onChallenge={ask} />
}

interface Props {
  email: string
  setEmail: (email: string) => void
  ended: ApiError | null
  onChallenge: (kind: ChallengeKind) => void
}

function Credentials({ email, setEmail, ended, onChallenge }: Props) {
  const words = t().signIn
  const [password, setPassword] = useState('')
  const form = useRef<HTMLFormElement>(null)
  // Straight to what is still to be typed.
  useEffect(() => form.current?.querySelector<HTMLInputElement>(email ? '[name=password]' : '[name=email]')?.focus(), [])
  const [missing, setMissing] = useState({ email: false, password: false })
  const { busy, error, submit } = useSubmit(async () => {
    const gaps = { email: !oneAddress(email), password: !password }
    setMissing(gaps)
    if (gaps.email || gaps.password) return focusFirstProblem(form.current)
    void Promise.all([loadCode(), loadAboutAccount()]).catch(() => {}) // while the server answers; the page itself says when it cannot be fetched
    const challenge = await signIn(oneAddress(email), password)
    if (challenge) onChallenge(challenge)
  })

  return (
    <Outside title={words.title}>
      <p class="lead">{words.lead}</p>
      {!error && !ended && <Expected />}
      <Present />
      {ended && !error && <Note tone="bad" icon="triangle-alert"><p>{explain(ended)}</p></Note>}
      {error && <ErrorNote error={error} />}
      {error && hasTried(error) && <Causes />}
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
      {!session.value && <><a href={href('forgotten')}>{words.forgotten}</a><a href={href('ask')}>{t().nav.ask}</a></>}
    </Outside>
  )
}

function Expected() {
  const words = t().signIn
  if (!expected.value) return null
  const { why } = expected.value
  if (why === 'password') return <Note tone="ok" icon="circle-check"><p>{words.passwordChanged}</p></Note>
  return <Note tone="info"><p>{{ ended: words.interrupted, elsewhere: words.elsewhere, again: words.again }[why]}</p></Note>
}

/** Somebody signed in in another tab: the door is open already, to him. */
function Present() {
  const now = another.value
  const { error, submit } = useSubmit(() => goOn(false))
  if (!now || session.value) return null
  return (
    <Note tone="info">
      <p>{t().signIn.present(whoIs(now))}</p>
      <button type="button" class="plain small" onClick={submit}>{t().acting.goOnAs(nameOf(now.user))}</button>
      {error && <ErrorNote error={error} />}
    </Note>
  )
}

const hasTried = (error: ApiError) => error.status === 401 || error.status === 429

/** The usual mistakes, the same whether or not the address is known. */
function Causes() {
  const words = t().signIn
  return (
    <details class="more causes">
      <summary>{words.causes}</summary>
      <ul>{words.cause.map((cause) => <li key={cause}>{cause}</li>)}</ul>
    </details>
  )
}
