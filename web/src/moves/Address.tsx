// One's own address, and moving to another in three steps. What was asked waits at the server: a reload loses nothing.
import { useState } from 'preact/hooks'
import { aboutAddress } from './words/index'
import { formatDate, formatTime } from '../words/format'
import { language } from '../words/index'
import type { AddressState, Moved, MovePending } from '../base/types'
import { Card } from '../ui/Card'
import { focusSoon } from '../ui/focus'
import { Icon } from '../ui/Icon'
import { ErrorNote, Note } from '../ui/Note'
import { useSubmit } from '../ui/useSubmit'
import { toast } from '../ui/Toast'
import { CodeStep } from './CodeStep'
import { giveUp, useAddress } from './data'
import { Done } from './Done'
import { EmailStep } from './EmailStep'
import { Step } from './Step'

const HEADING = 'address-heading'

export function Address() {
  const words = aboutAddress()
  const found = useAddress()
  const [moved, setMoved] = useState<Moved | null>(null)
  const close = () => {
    setMoved(null)
    focusSoon(`#${HEADING}`)
  }
  return (
    <Card title={words.title} lead={words.lead} id={HEADING}>
      <div class="card-body">
        {found.error && !found.data && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
        {moved && <Done moved={moved} onClose={close} />}
        {!moved && found.data && <Now state={found.data} onMoved={setMoved} />}
      </div>
    </Card>
  )
}

function Now({ state, onMoved }: { state: AddressState; onMoved: (moved: Moved) => void }) {
  const words = aboutAddress()
  const [changing, setChanging] = useState(false)
  const { pending, done, former, email } = state
  if (pending?.kind === 'own') return <Step n={3}><CodeStep pending={pending} onMoved={onMoved} /></Step>
  if (changing && !pending) return <EmailStep own={email} onCancel={() => setChanging(false)} />
  const time = (at: string) => formatTime(language(), at)
  return (
    <>
      <p>{words.current} <strong>{email}</strong></p>
      {pending && <Waits pending={pending} />}
      {done && <Note tone="info"><p>{words.recent(done.from, time(done.until))}</p></Note>}
      {!pending && (
        <div class="actions-line">
          <button type="button" class="primary" onClick={() => setChanging(true)}><Icon name="mail" />{words.move}</button>
        </div>
      )}
      {former.length > 0 && <Former former={former} />}
    </>
  )
}

function Former({ former }: Pick<AddressState, 'former'>) {
  const words = aboutAddress()
  const date = (at: string) => formatDate(language(), at)
  return (
    <section class="fates">
      <h3>{words.formerTitle}</h3>
      <p class="hint">{words.formerLead}</p>
      <ul>
        {former.map((one) => (
          <li key={one.to}><Icon name="mail" /><span>{one.email}<small>{words.formerOf(date(one.from), date(one.to))}</small></span></li>
        ))}
      </ul>
    </section>
  )
}

/** Asked for at the door, without the old mailbox. */
function Waits({ pending: { email, state, until, vouched } }: { pending: MovePending }) {
  const words = aboutAddress()
  const { error, submit } = useSubmit(async () => {
    await giveUp()
    toast(words.givenUp)
    focusSoon(`#${HEADING}`)
  })
  const says = { vouching: words.vouching(email), waiting: words.waiting(email, formatTime(language(), until)), asked: words.proving(email) }
  return (
    <>
      <Note tone="info" icon="clock"><p>{says[state]}</p>{state === 'vouching' && vouched?.given === 1 && <p>{words.vouchedOne}</p>}</Note>
      {error && <ErrorNote error={error} />}
      <div class="actions-line"><button type="button" class="plain" onClick={submit}>{words.giveUp}</button></div>
    </>
  )
}
