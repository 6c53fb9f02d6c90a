// The authenticator as the second step of signing in: off, being set up, on, and its recovery codes.
import { useState } from 'preact/hooks'
import { aboutAccount } from './words/index'
import type { Account } from '../base/types'
import { Badge } from '../ui/Badge'
import { Card } from '../ui/Card'
import { focusSoon } from '../ui/focus'
import { Icon } from '../ui/Icon'
import { Note } from '../ui/Note'
import { toast } from '../ui/Toast'
import { refreshAccount, removeAuthenticator, renewCodes } from './data'
import { Enrol } from './Enrol'
import { PasswordDialog } from './PasswordDialog'
import { RecoveryCodes } from './RecoveryCodes'

const HEADING = 'authenticator-heading'
const FEW = 3

type Now = { kind: 'rest' | 'enrol' | 'renew' | 'remove' } | { kind: 'codes'; codes: string[] }

export function AuthenticatorCard({ account }: { account: Account }) {
  const words = aboutAccount().security
  const [now, setNow] = useState<Now>({ kind: 'rest' })
  const rest = () => {
    setNow({ kind: 'rest' })
    void refreshAccount()
    focusSoon(`#${HEADING}`)
  }
  const finish = (said: string) => {
    rest()
    toast(said)
  }
  const isOpen = now.kind === 'enrol' || now.kind === 'codes'
  return (
    <Card title={words.authenticator} lead={words.authenticatorLead} id={HEADING}
      beside={<Badge tone={account.totp ? 'ok' : 'quiet'}>{account.totp ? words.on : words.off}</Badge>}>
      <div class="card-body">
        {now.kind === 'enrol' && <Enrol account={account} onCancel={rest} onDone={() => finish(words.enrolled)} />}
        {now.kind === 'codes' && <RecoveryCodes email={account.email} codes={now.codes} onKept={() => finish(words.renewed)} />}
        {!isOpen && (account.totp
          ? <On account={account} setNow={setNow} />
          : <div class="actions-line"><button type="button" class="primary" onClick={() => setNow({ kind: 'enrol' })}>{words.setUp}</button></div>)}
      </div>
      {now.kind === 'renew' && (
        <PasswordDialog title={words.renewTitle} lead={words.renewLead} submit={words.renew} onClose={() => setNow({ kind: 'rest' })}
          onPassword={async (password) => setNow({ kind: 'codes', codes: await renewCodes(password) })} />
      )}
      {now.kind === 'remove' && (
        <PasswordDialog danger title={words.removeTitle} lead={words.removeLead} submit={words.remove} onClose={() => setNow({ kind: 'rest' })}
          onPassword={async (password) => {
            await removeAuthenticator(password)
            finish(words.removed)
          }} />
      )}
    </Card>
  )
}

function On({ account, setNow }: { account: Account; setNow: (now: Now) => void }) {
  const words = aboutAccount().security
  return (
    <>
      {account.recovery_codes <= FEW
        ? <Note tone="warn" icon="triangle-alert"><p>{words.codesLeft(account.recovery_codes)} {words.codesFew}</p></Note>
        : <p>{words.codesLeft(account.recovery_codes)}</p>}
      <div class="actions-line">
        <button type="button" class="plain" onClick={() => setNow({ kind: 'renew' })}><Icon name="key-round" />{words.renew}</button>
        <button type="button" class="plain" onClick={() => setNow({ kind: 'remove' })}><Icon name="x" />{words.remove}</button>
      </div>
    </>
  )
}
