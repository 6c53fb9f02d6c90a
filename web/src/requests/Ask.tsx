import { useState } from 'preact/hooks'
import { requestWords } from './words/index'
import { t } from '../words/index'
import { href } from '../base/router'
import { Outside } from '../frames/Outside'
import { AskForm } from './AskForm'

/** The same before the door: for those who are not signed in. */
export function Ask() {
  const words = requestWords().ask
  const [sent, setSent] = useState('')
  return (
    <Outside key={sent} title={sent ? words.proveTitle : words.title} wide>
      {sent ? <Prove email={sent} /> : <AskForm onSent={setSent} />}
      <a href={href('home')}>{t().join.signIn}</a>
    </Outside>
  )
}

/** Always the same: nobody hears of it before the mailbox is proved. */
function Prove({ email }: { email: string }) {
  const words = requestWords().ask
  return (
    <>
      <p>{words.prove(email)}</p>
      <p class="lead">{words.proveNext}</p>
    </>
  )
}
