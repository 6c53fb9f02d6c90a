import { useState } from 'preact/hooks'
import { governance } from '../../i18n/governance/index'
import { t } from '../../i18n/index'
import { href } from '../../router'
import { Outside } from '../../shell/Outside'
import { AskForm } from './AskForm'
import { Sent } from './Sent'

/** The same before the door: for those who are not signed in. */
export function Ask() {
  const words = governance().ask
  const [sent, setSent] = useState(false)
  return (
    <Outside key={String(sent)} title={sent ? words.sentTitle : words.title} wide>
      {sent ? <Sent /> : <AskForm onSent={() => setSent(true)} />}
      <a href={href('home')}>{t().join.signIn}</a>
    </Outside>
  )
}
