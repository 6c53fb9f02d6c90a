// A forgotten password: one field, and always the same answer, so that nobody learns who has an account.
import { useState } from 'preact/hooks'
import { submit as send } from '../base/api'
import { aboutAccount } from './words/index'
import { href } from '../base/router'
import { expected } from '../base/session'
import { Outside } from '../frames/Outside'
import { Field } from '../ui/Field'
import { ErrorNote } from '../ui/Note'
import { Submit } from '../ui/Submit'
import { useFocus } from '../ui/useFocus'
import { useSubmit } from '../ui/useSubmit'

export function Forgotten() {
  const [email, setEmail] = useState(expected.value?.email ?? '')
  const [sent, setSent] = useState(false)
  return sent
    ? <Sent email={email.trim()} again={() => setSent(false)} />
    : <Ask email={email} setEmail={setEmail} onSent={() => setSent(true)} />
}

interface Props {
  email: string
  setEmail: (email: string) => void
  onSent: () => void
}

function Ask({ email, setEmail, onSent }: Props) {
  const words = aboutAccount().forgotten
  const input = useFocus<HTMLInputElement>()
  const [problem, setProblem] = useState<string | null>(null)
  const { busy, error, submit } = useSubmit(async () => {
    const typed = email.trim()
    const wrong = typed ? (input.current?.validity.typeMismatch ? words.badEmail(typed) : null) : words.needEmail
    setProblem(wrong)
    if (wrong) return input.current?.focus()
    await send('POST', 'password/forgotten', { email: typed })
    onSent()
  })
  return (
    <Outside title={words.title}>
      <p class="lead">{words.lead}</p>
      {error && <ErrorNote error={error} />}
      <form noValidate onSubmit={submit}>
        <Field label={words.email} errors={problem ? [problem] : []}>
          {(control) => (
            <input {...control} ref={input} type="email" name="email" autocomplete="username" required value={email}
              spellcheck={false} onInput={(event) => setEmail(event.currentTarget.value)} />
          )}
        </Field>
        <Submit busy={busy}>{words.submit}</Submit>
      </form>
      <a href={href('home')}>{words.back}</a>
    </Outside>
  )
}

function Sent({ email, again }: { email: string; again: () => void }) {
  const words = aboutAccount().forgotten
  return (
    <Outside title={words.sentTitle}>
      <p class="lead">{words.sentLead(email)}</p>
      <ul class="bullets">{words.sentPoints.map((point) => <li key={point}>{point}</li>)}</ul>
      <a class="button primary" href={href('home')}>{words.back}</a>
      <button type="button" class="link" onClick={again}>{words.again}</button>
    </Outside>
  )
}
