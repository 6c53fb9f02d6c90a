// Asking to be let in: by an operation's reference or an entity's name, signed in or not. The answer is always the same.
import { useRef, useState } from 'preact/hooks'
import { looksLikeAddress } from '../base/addresses'
import { ownZone } from '../base/clock'
import { requestWords } from './words/index'
import { t } from '../words/index'
import { href } from '../base/router'
import { session } from '../base/session'
import { Field } from '../ui/Field'
import { focusFirstProblem } from '../ui/focus'
import { ErrorNote } from '../ui/Note'
import { Submit } from '../ui/Submit'
import { useDraft } from '../ui/useDraft'
import { useSubmit } from '../ui/useSubmit'
import { ask } from './data'
import { Deciders } from './Deciders'

const MAX_MESSAGE = 1000

interface Draft {
  email: string
  what: 'operation' | 'entity'
  operation: string
  entity: string
  message: string
}

const EMPTY: Draft = { email: '', what: 'operation', operation: '', entity: '', message: '' }

type Problems = Partial<Record<'email' | 'operation' | 'entity', string>>

function problemsOf(draft: Draft): Problems {
  const words = requestWords().ask
  const isStranger = !session.value
  return {
    email: isStranger && !looksLikeAddress(draft.email.trim()) ? words.needEmail : undefined,
    operation: draft.what === 'operation' && !draft.operation.trim() ? words.needReference : undefined,
    entity: draft.what === 'entity' && !draft.entity.trim() ? words.needEntity : undefined,
  }
}

interface Props {
  onCancel?: () => void
  /** With the address that is to be proved, signed out. */
  onSent: (email: string) => void
}

export function AskForm({ onCancel, onSent }: Props) {
  const words = requestWords().ask
  const { draft, change, forget } = useDraft<Draft>('ask', EMPTY)
  const [problems, setProblems] = useState<Problems>({})
  const form = useRef<HTMLFormElement>(null)
  const { busy, error, submit } = useSubmit(async () => {
    const found = problemsOf(draft)
    setProblems(found)
    if (Object.values(found).some(Boolean)) return focusFirstProblem(form.current)
    await ask({
      [draft.what]: draft[draft.what].trim(),
      message: draft.message.trim() || undefined,
      email: session.value ? undefined : draft.email.trim(),
      zone: session.value ? undefined : ownZone(),
    })
    forget()
    onSent(draft.email.trim())
  })
  const errorsOf = (name: keyof Problems) => [problems[name] ?? '', error?.fields[name] ?? ''].filter(Boolean)
  const text = (name: 'operation' | 'entity', label: string, hint?: string) => (
    <Field label={label} hint={hint} errors={errorsOf(name)}>
      {(control) => (
        <input {...control} name={name} required maxLength={name === 'operation' ? 40 : 200} autocomplete="off" value={draft[name]}
          onInput={(event) => change({ [name]: event.currentTarget.value })} />
      )}
    </Field>
  )
  return (
    <form ref={form} noValidate onSubmit={submit}>
      <p class="lead">{session.value ? words.lead : words.leadOutside}</p>
      {!session.value && (
        <Field label={words.email} hint={words.emailHint} errors={errorsOf('email')}>
          {(control) => (
            <input {...control} type="email" name="email" autocomplete="email" required value={draft.email} spellcheck={false}
              onInput={(event) => change({ email: event.currentTarget.value })} />
          )}
        </Field>
      )}
      {!session.value && <Client onAnswer={(what) => change({ what })} />}
      <Field label={words.what}>
        {(control) => (
          <select {...control} value={draft.what} onChange={(event) => change({ what: event.currentTarget.value as Draft['what'] })}>
            <option value="operation">{words.operation}</option>
            <option value="entity">{words.entity}</option>
          </select>
        )}
      </Field>
      {draft.what === 'operation' ? text('operation', words.reference, words.referenceHint) : text('entity', words.entityName)}
      {session.value && <Deciders what={draft.what} text={draft[draft.what].trim()} />}
      <Field label={words.message} optional hint={words.messageHint} errors={error?.fields.message ? [error.fields.message] : []}>
        {(control) => (
          <textarea {...control} rows={3} maxLength={MAX_MESSAGE} value={draft.message}
            onInput={(event) => change({ message: event.currentTarget.value })} />
        )}
      </Field>
      {error && <ErrorNote error={error} />}
      <div class="buttons">
        {onCancel && <button type="button" class="plain" onClick={onCancel}>{t().common.cancel}</button>}
        <Submit busy={busy}>{words.submit}</Submit>
      </div>
    </form>
  )
}

/** Whether one's entity has a licence decides how one gets in: the help's two answers, and what to ask for. */
function Client({ onAnswer }: { onAnswer: (what: Draft['what']) => void }) {
  const words = requestWords().ask
  const [isClient, setClient] = useState<boolean | null>(null)
  const choice = (value: boolean, label: string) => (
    <label class="check">
      <input type="radio" name="client" checked={isClient === value} onChange={() => { setClient(value); onAnswer(value ? 'entity' : 'operation') }} />
      <span>{label}</span>
    </label>
  )
  return (
    <fieldset class="field">
      <legend>{words.client}</legend>
      {choice(true, words.isClient)}
      {choice(false, words.isGuest)}
      {isClient !== null && (
        <p class="hint" role="status">
          {isClient ? words.clientAnswer : words.guestAnswer}{' '}
          <a href={href('article', { article: isClient ? 'access-client' : 'access-guest' })}>{words.more}</a>
        </p>
      )}
    </fieldset>
  )
}
