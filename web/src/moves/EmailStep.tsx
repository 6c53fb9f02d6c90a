// The first two steps: the new address, then what it would do, with the password as proof that it is oneself.
import { useState } from 'preact/hooks'
import { looksLikeAddress, oneAddress } from '../base/addresses'
import { aboutAddress } from './words/index'
import { t } from '../words/index'
import type { MovePreview } from '../base/types'
import { Field } from '../ui/Field'
import { ErrorNote, Note } from '../ui/Note'
import { Password } from '../ui/Password'
import { Submit } from '../ui/Submit'
import { useFocus } from '../ui/useFocus'
import { useSubmit } from '../ui/useSubmit'
import { askToMove, preview } from './data'
import { Fates } from './Fates'
import { Step } from './Step'

interface Props {
  own: string
  onCancel: () => void
}

export function EmailStep({ own, onCancel }: Props) {
  const [email, setEmail] = useState('')
  const [shown, setShown] = useState<MovePreview | null>(null)
  const back = () => setShown(null)
  const onInstead = (instead: string) => { setEmail(instead); back() }
  if (shown) return <Step n={2}><Check own={own} shown={shown} onBack={back} onInstead={onInstead} onCancel={onCancel} /></Step>
  return <Step n={1}><Enter email={email} setEmail={setEmail} onShown={setShown} onCancel={onCancel} /></Step>
}

interface EnterProps {
  email: string
  setEmail: (email: string) => void
  onShown: (shown: MovePreview) => void
  onCancel: () => void
}

function Enter({ email, setEmail, onShown, onCancel }: EnterProps) {
  const words = aboutAddress()
  const input = useFocus<HTMLInputElement>()
  const [invalid, setInvalid] = useState(false)
  const { busy, error, submit } = useSubmit(async () => {
    const isGood = looksLikeAddress(oneAddress(email))
    setInvalid(!isGood)
    if (!isGood) return input.current?.focus()
    onShown(await preview(oneAddress(email)))
  })
  const refused = invalid ? words.needEmail : error?.fields.email
  return (
    <form class="stack moving" noValidate onSubmit={submit}>
      <Field label={words.email} hint={words.emailHint} errors={refused ? [refused] : []}>
        {(control) => (
          <input {...control} ref={input} type="email" name="email" autocomplete="email" required value={email} spellcheck={false}
            onInput={(event) => setEmail(event.currentTarget.value)} />
        )}
      </Field>
      {error && !error.fields.email && <ErrorNote error={error} />}
      <div class="actions-line">
        <Submit busy={busy}>{words.next}</Submit>
        <button type="button" class="plain" onClick={onCancel}>{t().common.cancel}</button>
      </div>
    </form>
  )
}

interface CheckProps {
  own: string
  shown: MovePreview
  onBack: () => void
  onInstead: (email: string) => void
  onCancel: () => void
}

/** Nothing has been sent yet. */
function Check({ own, shown, onBack, onInstead, onCancel }: CheckProps) {
  const words = aboutAddress()
  const heading = useFocus<HTMLHeadingElement>()
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>{words.fromTo(own, shown.email)}</h3>
      {shown.alias_of && <Note tone="info"><p>{words.tag(shown.alias_of)}</p></Note>}
      <Odd shown={shown} onInstead={onInstead} />
      <Fates items={shown.items} former={shown.former} />
      {shown.code
        ? <div class="actions-line"><button type="button" class="plain" onClick={onBack}>{words.back}</button></div>
        : <Prove email={shown.email} onBack={onBack} onCancel={onCancel} />}
    </>
  )
}

/** A slip of the hand would send the code, and all that follows, to somebody else. */
function Odd({ shown: { notes, instead, entity }, onInstead }: { shown: MovePreview; onInstead: (email: string) => void }) {
  const words = aboutAddress().odd
  const isOthers = notes.includes('other_entity') && entity
  if (!isOthers && !instead && !notes.includes('outside')) return null
  return (
    <Note tone="warn" icon="triangle-alert">
      <p>{instead ? words.lookAlike : isOthers ? words.otherEntity(entity.name) : words.outside}</p>
      {instead && <button type="button" class="plain small" onClick={() => onInstead(instead)}>{words.instead(instead)}</button>}
    </Note>
  )
}

function Prove({ email, onBack, onCancel }: { email: string; onBack: () => void; onCancel: () => void }) {
  const words = aboutAddress()
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState(false)
  const { busy, error, submit } = useSubmit(async () => {
    setMissing(!password)
    if (password) await askToMove(email, password)
  })
  const refused = missing ? words.needPassword : error?.fields.password
  return (
    <form class="stack moving" noValidate onSubmit={submit}>
      <p class="hint">{words.known}</p>
      <p class="hint">{words.told}</p>
      <Field label={words.password} errors={refused ? [refused] : []}>
        {(control) => (
          <Password {...control} name="current" autocomplete="current-password" required value={password}
            onInput={(event) => setPassword(event.currentTarget.value)} />
        )}
      </Field>
      {error && !error.fields.password && <ErrorNote error={error} />}
      <div class="actions-line">
        <Submit busy={busy}>{words.send}</Submit>
        <button type="button" class="plain" onClick={onBack}>{words.back}</button>
        <button type="button" class="plain" onClick={onCancel}>{t().common.cancel}</button>
      </div>
    </form>
  )
}
