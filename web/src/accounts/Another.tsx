// Somebody else is signed in in this browser meanwhile, or one acts for another entity: nothing goes on until it is said
// for whom. The page stays as it is behind.
import { useEffect, useState } from 'preact/hooks'
import { t } from '../words/index'
import { nameOf, whoIs } from '../words/names'
import { another, expected, goBack, goOn, session } from '../base/session'
import type { Session } from '../base/types'
import { Dialog } from '../ui/Dialog'
import { ErrorNote } from '../ui/Note'
import { Submit } from '../ui/Submit'
import { Over } from '../ui/Over'
import { useSubmit } from '../ui/useSubmit'
import { SignIn } from './SignIn'

type Step = 'asking' | 'putOff' | 'signingIn'

export function Another() {
  const now = session.value
  const next = another.value
  const [step, setStep] = useState<Step>('asking')
  useEffect(() => setStep((at) => (at === 'putOff' ? 'asking' : at)), [next])
  if (!now || !next) return null
  const again = () => {
    expected.value = { email: now.user.email, why: 'again' }
    setStep('signingIn')
  }
  if (step === 'signingIn') return <Again onBack={() => setStep('asking')} />
  if (step === 'putOff') return <Reminder next={next} onOpen={() => setStep('asking')} />
  return <Question now={now} next={next} onAgain={again} onPutOff={() => setStep('putOff')} />
}

/** Signing in over the page that waits. */
function Again({ onBack }: { onBack: () => void }) {
  useEffect(() => () => { if (expected.value?.why === 'again') expected.value = null }, [])
  return (
    <Over label={t().signIn.title} onClose={onBack}>
      <SignIn />
      <button type="button" class="plain over-back" onClick={onBack}>{t().acting.back}</button>
    </Over>
  )
}

function Reminder({ next, onOpen }: { next: Session; onOpen: () => void }) {
  const words = t().acting
  return (
    <div class="reminder" role="status">
      <p>{words.reminder(nameOf(next.user), next.environment?.name ?? null)}</p>
      <button type="button" class="plain small" onClick={onOpen}>{words.choose}</button>
    </div>
  )
}

interface Props {
  now: Session
  next: Session
  onAgain: () => void
  onPutOff: () => void
}

function Question({ now, next, onAgain, onPutOff }: Props) {
  const words = t().acting
  const [keeps, setKeeps] = useState(true)
  const isSame = now.user.id === next.user.id
  const before = now.environment?.name ?? null
  const meanwhile = next.environment?.name ?? null
  const going = useSubmit(() => goOn(keeps))
  const back = useSubmit(async () => (isSame ? goBack() : onAgain()))
  const error = going.error ?? back.error
  return (
    <Dialog title={isSame ? words.titleEntity : words.title} icon={{ name: 'users', tone: 'bad' }} onClose={onPutOff}>
      <form noValidate onSubmit={going.submit}>
        <p>{isSame ? words.leadEntity(before, meanwhile) : words.lead(whoIs(now), whoIs(next))}</p>
        <p class="lead">{words.nothingDone}</p>
        {error && <ErrorNote error={error} />}
        <label class="check">
          <input type="checkbox" checked={keeps} onChange={(event) => setKeeps(event.currentTarget.checked)} />
          <span>{words.keep}<small>{words.keepHint(isSame ? meanwhile ?? '' : nameOf(next.user))}</small></span>
        </label>
        <div class="buttons">
          <button type="button" class="plain" autofocus aria-disabled={back.busy} onClick={() => void back.submit()}>
            {isSame ? words.backTo(before) : words.again(nameOf(now.user))}
          </button>
          <Submit busy={going.busy}>{isSame ? words.goOnFor(meanwhile) : words.goOnAs(nameOf(next.user))}</Submit>
        </div>
      </form>
    </Dialog>
  )
}
