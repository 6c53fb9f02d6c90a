import { useState } from 'preact/hooks'
import { datesAgain } from '../base/dates'
import { AgainField, dateWords, useDates } from '../dates/index'
import { formatStart } from '../words/format'
import { language, t } from '../words/index'
import type { Contact, Operation } from '../base/types'
import { Dialog } from '../ui/Dialog'
import { FormEnd } from '../ui/FormEnd'
import { ReasonField } from '../ui/ReasonField'
import { toast } from '../ui/Toast'
import { useSubmit } from '../ui/useSubmit'
import { restoreContact } from './data'
import { nameOf } from '../words/names'

interface Props {
  operation: Operation
  contact: Contact
  onClose: () => void
  onDone: () => void
}

/** Today's rules decide what a restored line comes back as. */
export function sayRestored(contact: Contact): void {
  const words = t().restore
  const name = nameOf(contact)
  if (contact.from && contact.waits_for === 'start') return toast(dateWords().restored(name, formatStart(language(), contact.from)))
  const says = contact.status === 'queued' ? words.queued : contact.status === 'invited' ? words.invited : words.done
  toast(says(name))
}

export function RestoreDialog({ operation, contact, onClose, onDone }: Props) {
  const words = t().restore
  const { field, isGood, terms } = useDates(datesAgain(contact), contact.latest_until)
  const [reason, setReason] = useState('')
  const { busy, error, submit } = useSubmit(async () => {
    if (!isGood()) return
    const restored = await restoreContact(operation.id, contact, { ...terms(), reason: reason.trim() || undefined })
    onDone()
    sayRestored(restored)
  })
  return (
    <Dialog title={words.title(nameOf(contact))} icon={{ name: 'undo-2', tone: 'ok' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p class="lead">{words.lead}</p>
        <AgainField was={contact.until} {...field} refused={error?.fields} />
        <ReasonField hint={t().revoke.reasonHint} value={reason} refused={error?.fields.reason} onChange={setReason} />
        <FormEnd error={error} busy={busy} onClose={onClose}>{words.submit}</FormEnd>
      </form>
    </Dialog>
  )
}
