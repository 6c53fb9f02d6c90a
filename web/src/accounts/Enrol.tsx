// Three steps: the password, the authenticator with its first code, the recovery codes.
import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { aboutAccount } from './words/index'
import { t } from '../words/index'
import type { Account, Authenticator } from '../base/types'
import { asApiError } from '../base/api'
import { CodeField, DIGITS } from '../ui/CodeField'
import { copy } from '../ui/copy'
import { Icon } from '../ui/Icon'
import { lazy } from '../ui/Lazy'
import { ErrorNote } from '../ui/Note'
import { Submit } from '../ui/Submit'
import { useFocus } from '../ui/useFocus'
import { useSubmit } from '../ui/useSubmit'
import { CurrentPassword } from './CurrentPassword'
import { confirmAuthenticator, proposeAuthenticator } from './data'
import { RecoveryCodes } from './RecoveryCodes'

const QrCode = lazy(() => import('./QrCode'), (file) => file.QrCode)

interface Props {
  account: Account
  onCancel: () => void
  onDone: () => void
}

export function Enrol({ account, onCancel, onDone }: Props) {
  const [proposed, setProposed] = useState<Authenticator | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  if (codes) return <Step n={3}><RecoveryCodes email={account.email} codes={codes} onKept={onDone} /></Step>
  if (proposed) return <Step n={2}><Scan authenticator={proposed} onCancel={onCancel} onConfirmed={setCodes} /></Step>
  return <Step n={1}><Ask onCancel={onCancel} onProposed={setProposed} /></Step>
}

function Step({ n, children }: { n: number; children: ComponentChildren }) {
  const words = aboutAccount().security
  return (
    <>
      <ol class="steps" aria-label={words.steps}>
        {words.step.map((step, i) => <li key={step} aria-current={i + 1 === n ? 'step' : undefined}>{step}</li>)}
      </ol>
      {children}
    </>
  )
}

function Ask({ onCancel, onProposed }: { onCancel: () => void; onProposed: (authenticator: Authenticator) => void }) {
  const words = aboutAccount().security
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState(false)
  const { busy, error, submit } = useSubmit(async () => {
    setMissing(!password)
    if (password) onProposed(await proposeAuthenticator(password))
  })
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <p class="lead">{words.askLead}</p>
      <CurrentPassword value={password} error={missing ? words.needCurrent : error?.fields.password} onChange={setPassword} />
      {error && !error.fields.password && <ErrorNote error={error} />}
      <div class="actions-line">
        <Submit busy={busy}>{words.next}</Submit>
        <button type="button" class="plain" onClick={onCancel}>{t().common.cancel}</button>
      </div>
    </form>
  )
}

interface ScanProps {
  authenticator: Authenticator
  onCancel: () => void
  onConfirmed: (codes: string[]) => void
}

function Scan({ authenticator, onCancel, onConfirmed }: ScanProps) {
  const words = aboutAccount().security
  const input = useFocus<HTMLInputElement>()
  const latest = useRef('')
  const [short, setShort] = useState(false)
  const { busy, error, submit } = useSubmit(async () => {
    setShort(latest.current.length < DIGITS)
    if (latest.current.length < DIGITS) return
    try {
      onConfirmed(await confirmAuthenticator(latest.current))
    } catch (failure) {
      input.current?.focus()
      input.current?.select()
      throw asApiError(failure)
    }
  })
  const change = (digits: string) => {
    latest.current = digits
    if (digits.length === DIGITS) void submit()
  }
  const refused = short ? aboutAccount().code.needSix : error?.fields.code
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <p>{words.scanLead}</p>
      <QrCode text={authenticator.uri} label={words.qr} />
      <Key authenticator={authenticator} />
      <p>{words.codeLead}</p>
      <CodeField label={aboutAccount().code.label} errors={refused ? [refused] : []} input={input} onChange={change} />
      {error && !error.fields.code && <ErrorNote error={error} />}
      <div class="actions-line">
        <Submit busy={busy}>{words.confirm}</Submit>
        <button type="button" class="plain" onClick={onCancel}>{t().common.cancel}</button>
      </div>
    </form>
  )
}

/** For who cannot scan: the page is on the phone itself, or there is no camera. */
function Key({ authenticator: { secret, uri } }: { authenticator: Authenticator }) {
  const words = aboutAccount().security
  return (
    <div class="key">
      <p class="hint">{words.noScan}</p>
      <p class="key-line">
        <code aria-label={words.key}>{secret.match(/.{1,4}/g)?.join(' ')}</code>
        <button type="button" class="plain small" onClick={() => copy(secret, words.keyCopied, words.notCopied)}>
          <Icon name="copy" />{words.copy}
        </button>
      </p>
      <a href={uri}>{words.openApp}</a>
    </div>
  )
}
