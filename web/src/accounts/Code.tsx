// The second factor: a mailed code, the authenticator's, or a recovery code when the phone is lost.
import { useRef, useState } from 'preact/hooks'
import { asApiError, type ApiError } from '../base/api'
import { Lost } from '../moves/index'
import { aboutAccount } from './words/index'
import { sendCode } from '../base/session'
import { Outside } from '../frames/Outside'
import type { ChallengeKind } from '../base/types'
import { CodeField, DIGITS } from '../ui/CodeField'
import { Field } from '../ui/Field'
import { ErrorNote, Note } from '../ui/Note'
import { Submit } from '../ui/Submit'
import { toast } from '../ui/Toast'
import { useFocus } from '../ui/useFocus'
import { useSubmit } from '../ui/useSubmit'

interface Props {
  kind: ChallengeKind
  /** The authenticator has been asked first: the mailbox is proved from time to time. */
  isSecond: boolean
  email: string
  onAgain: (reason: ApiError | null) => void
  onNext: (kind: ChallengeKind) => void
}

export function Code(props: Props) {
  const [lost, setLost] = useState(false)
  const back = () => setLost(false)
  if (lost && props.kind === 'email_code') return <Lost email={props.email} onAgain={props.onAgain} onBack={back} />
  return lost ? <Recovery {...props} onBack={back} /> : <Digits {...props} onLost={() => setLost(true)} />
}

/** Sends what was typed; a code that is refused is typed over. */
function useCode({ onAgain, onNext }: Props) {
  const input = useFocus<HTMLInputElement>()
  const [remember, setRemember] = useState(false)

  const send = async (code: string) => {
    try {
      const next = await sendCode(code, remember)
      if (next) onNext(next)
    } catch (failure) {
      const problem = asApiError(failure)
      if (problem.code === 'challenge_ended') return onAgain(problem)
      input.current?.focus()
      input.current?.select()
      throw problem
    }
  }
  return { input, send, remember: <Remember checked={remember} onChange={setRemember} /> }
}

function Remember({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  const words = aboutAccount().code
  return (
    <label class="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{words.remember}<small>{words.rememberHint}</small></span>
    </label>
  )
}

/** What a wrong code means depends on where it was read. */
function Refusal({ error, wrong }: { error: ApiError; wrong: string }) {
  if (error.code !== 'bad_code') return <ErrorNote error={error} />
  return <Note tone="bad" icon="triangle-alert"><p>{wrong}</p></Note>
}

/** Six digits go off by themselves when the last of them is there. */
function Digits(props: Props & { onLost: () => void }) {
  const { kind, isSecond, email, onAgain, onLost } = props
  const words = aboutAccount().code
  const isMailed = kind === 'email_code'
  const { input, send, remember } = useCode(props)
  const [short, setShort] = useState(false)
  const latest = useRef('')

  const { busy, error, submit } = useSubmit(async () => {
    setShort(latest.current.length < DIGITS)
    if (latest.current.length === DIGITS) await send(latest.current)
  })
  const change = (digits: string) => {
    latest.current = digits
    if (digits.length === DIGITS) void submit()
  }

  return (
    <Outside title={isMailed ? words.title : words.totpTitle}>
      <p class="lead">{isMailed ? words.lead(email) : words.totpLead}</p>
      {isSecond && <p class="hint">{words.second}</p>}
      {error && <Refusal error={error} wrong={isMailed ? words.wrong : words.totpWrong} />}
      <form noValidate onSubmit={submit}>
        {remember}
        <CodeField label={words.label} errors={short ? [words.needSix] : []} input={input} onChange={change} />
        <Submit busy={busy}>{words.submit}</Submit>
      </form>
      <button type="button" class="link" onClick={onLost}>{isMailed ? words.lostMailbox : words.lost}</button>
      <button type="button" class="link" onClick={() => onAgain(null)}>{isMailed ? words.again : words.startAgain}</button>
    </Outside>
  )
}

function Recovery(props: Props & { onBack: () => void }) {
  const words = aboutAccount().code
  const { input, send, remember } = useCode(props)
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState(false)
  const { busy, error, submit } = useSubmit(async () => {
    setMissing(!code.trim())
    if (!code.trim()) return
    await send(code.trim())
    toast(words.recoveryUsed)
  })
  return (
    <Outside title={words.recoveryTitle}>
      <p class="lead">{words.recoveryLead}</p>
      {error && <Refusal error={error} wrong={words.recoveryWrong} />}
      <form noValidate onSubmit={submit}>
        {remember}
        <Field label={words.recovery} hint={words.recoveryHint} errors={missing ? [words.needRecovery] : []}>
          {(control) => (
            <input {...control} ref={input} class="recovery" name="recovery" autocomplete="off" autocapitalize="off" spellcheck={false}
              required maxLength={20} value={code} onInput={(event) => setCode(event.currentTarget.value)} />
          )}
        </Field>
        <Submit busy={busy}>{words.submit}</Submit>
      </form>
      <p class="hint">{words.recoveryNone}</p>
      <button type="button" class="link" onClick={props.onBack}>{words.recoveryBack}</button>
    </Outside>
  )
}
