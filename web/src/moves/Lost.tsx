// At the step of the code: the password was right, and the mailbox is lost.
import { useState } from 'preact/hooks'
import { asApiError, type ApiError } from '../base/api'
import { looksLikeAddress, oneAddress } from '../base/addresses'
import { aboutAddress } from './words/index'
import { Outside } from '../frames/Outside'
import { Field } from '../ui/Field'
import { ErrorNote } from '../ui/Note'
import { Submit } from '../ui/Submit'
import { useFocus } from '../ui/useFocus'
import { useSubmit } from '../ui/useSubmit'
import { reportLost } from './data'

interface Props {
  email: string
  onBack: () => void
  /** The sign-in has to be started again. */
  onAgain: (reason: ApiError | null) => void
}

export function Lost({ email, onBack, onAgain }: Props) {
  const words = aboutAddress().lost
  const input = useFocus<HTMLInputElement>()
  const [other, setOther] = useState('')
  const [sent, setSent] = useState(false)
  const [invalid, setInvalid] = useState(false)
  const { busy, error, submit } = useSubmit(async () => {
    const isGood = looksLikeAddress(oneAddress(other))
    setInvalid(!isGood)
    if (!isGood) return input.current?.focus()
    try {
      await reportLost(oneAddress(other))
      setSent(true)
    } catch (failure) {
      const problem = asApiError(failure)
      if (problem.code === 'challenge_ended') return onAgain(problem)
      throw problem
    }
  })
  if (sent) {
    return (
      <Outside key="sent" title={words.sentTitle}>
        <p>{words.sent(oneAddress(other))}</p>
        <p class="lead">{words.sentNext}</p>
        <button type="button" class="primary" onClick={() => onAgain(null)}>{words.signIn}</button>
      </Outside>
    )
  }
  const refused = invalid ? aboutAddress().needEmail : error?.fields.email
  return (
    <Outside key="ask" title={words.title}>
      <p class="lead">{words.lead(email)}</p>
      <ul class="bullets">{words.points.map((point) => <li key={point}>{point}</li>)}</ul>
      <form noValidate onSubmit={submit}>
        <Field label={words.email} errors={refused ? [refused] : []}>
          {(control) => (
            <input {...control} ref={input} type="email" name="email" autocomplete="email" required value={other} spellcheck={false}
              onInput={(event) => setOther(event.currentTarget.value)} />
          )}
        </Field>
        {error && !error.fields.email && <ErrorNote error={error} />}
        <Submit busy={busy}>{words.submit}</Submit>
      </form>
      <button type="button" class="link" onClick={onBack}>{words.back}</button>
    </Outside>
  )
}
