import { useRef, useState } from 'preact/hooks'
import { endIn } from '../../dates'
import { endOfDay, formatDate } from '../../i18n/format'
import { governance } from '../../i18n/governance/index'
import { language, t } from '../../i18n/index'
import { nameOf } from '../../names'
import type { Contact, Operation } from '../../types'
import { Dialog } from '../../ui/Dialog'
import { ErrorNote } from '../../ui/Note'
import { Submit } from '../../ui/Submit'
import { toast } from '../../ui/Toast'
import { useSubmit } from '../../ui/useSubmit'
import { extendContact } from './data'
import { isTooEarly, UntilField } from './UntilField'

interface Props {
  operation: Operation
  contact: Contact
  onClose: () => void
}

/** Another end in one click; a day of one's own below. */
export function ExtendDialog({ operation, contact, onClose }: Props) {
  const words = governance().dated
  const [day, setDay] = useState('')
  const [early, setEarly] = useState(false)
  const chosen = useRef<string | null | undefined>(undefined)
  const { busy, error, submit } = useSubmit(async () => {
    const end = chosen.current
    chosen.current = undefined
    const badDay = end === undefined && (!day || isTooEarly(day))
    setEarly(badDay)
    if (badDay) return
    const until = end === undefined ? endOfDay(day) : end
    const extended = await extendContact(operation.id, contact, until)
    onClose()
    toast(extended.until ? words.extended(nameOf(contact), formatDate(language(), extended.until)) : words.endless(nameOf(contact)))
  })
  // Not of the type submit: the first of them would be what the Enter key does in the date field.
  const choose = (until: string | null) => (event: { currentTarget: HTMLButtonElement }) => {
    chosen.current = until
    event.currentTarget.form?.requestSubmit()
  }
  return (
    <Dialog title={words.title(nameOf(contact))} icon={{ name: 'calendar-clock', tone: 'ok' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p class="lead">{contact.until ? words.now(formatDate(language(), contact.until)) : words.noEnd}</p>
        <div class="buttons">
          {[1, 3, 12].map((months) => (
            <button key={months} type="button" class="plain" disabled={busy} onClick={choose(endIn(months))}>{words.months(months)}</button>
          ))}
          <button type="button" class="plain" disabled={busy} onClick={choose(null)}>{words.forGood}</button>
        </div>
        <UntilField needed value={day} onChange={setDay} early={early} refused={error?.fields.until} />
        {error && <ErrorNote error={error} />}
        <div class="buttons">
          <button type="button" class="plain" autofocus onClick={onClose}>{t().common.cancel}</button>
          <Submit busy={busy}>{words.submit}</Submit>
        </div>
      </form>
    </Dialog>
  )
}
