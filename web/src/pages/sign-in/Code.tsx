import { useRef, useState } from 'preact/hooks'
import { asApiError, type ApiError } from '../../api'
import { t } from '../../i18n/index'
import { sendCode } from '../../session'
import { Outside } from '../../shell/Outside'
import { Field } from '../../ui/Field'
import { ErrorNote } from '../../ui/Note'
import { Submit } from '../../ui/Submit'
import { useFocus } from '../../ui/useFocus'
import { useSubmit } from '../../ui/useSubmit'

const DIGITS = 6

interface Props {
  email: string
  onAgain: (reason: ApiError | null) => void
}

/** The mailed code. It goes off by itself when the sixth digit is there, typed or pasted, spaces or not. */
export function Code({ email, onAgain }: Props) {
  const words = t().code
  const input = useFocus<HTMLInputElement>()
  const [code, setCode] = useState('')
  const [remember, setRemember] = useState(false)
  const [short, setShort] = useState(false)
  const latest = useRef('')

  const { busy, error, submit } = useSubmit(async () => {
    setShort(latest.current.length < DIGITS)
    if (latest.current.length < DIGITS) return
    try {
      await sendCode(latest.current, remember)
    } catch (failure) {
      const problem = asApiError(failure)
      if (problem.code === 'challenge_ended') return onAgain(problem)
      input.current?.focus()
      input.current?.select()
      throw problem
    }
  })

  const type = (field: HTMLInputElement) => {
    const digits = field.value.replace(/\D/g, '').slice(0, DIGITS)
    field.value = digits // at once: a state that does not change would leave the stray letter on show
    latest.current = digits
    setCode(digits)
    if (digits.length === DIGITS && digits !== code) void submit()
  }

  return (
    <Outside title={words.title}>
      <p class="lead">{words.lead(email)}</p>
      {error && <ErrorNote error={error} />}
      <form noValidate onSubmit={submit}>
        <label class="check">
          <input type="checkbox" checked={remember} onChange={(event) => setRemember(event.currentTarget.checked)} />
          <span>{words.remember}<small>{words.rememberHint}</small></span>
        </label>
        <Field label={words.label} errors={short ? [words.needSix] : []}>
          {(control) => (
            <input {...control} ref={input} class="code" name="code" inputMode="numeric" autocomplete="one-time-code"
              required value={code} onInput={(event) => type(event.currentTarget)} />
          )}
        </Field>
        <Submit busy={busy}>{words.submit}</Submit>
      </form>
      <button type="button" class="link" onClick={() => onAgain(null)}>{words.again}</button>
    </Outside>
  )
}
