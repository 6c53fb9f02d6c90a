import { useState } from 'preact/hooks'
import { endOfDay } from '../../i18n/format'
import { t } from '../../i18n/index'
import type { Contact, Operation } from '../../types'
import { Dialog } from '../../ui/Dialog'
import { ErrorNote } from '../../ui/Note'
import { Submit } from '../../ui/Submit'
import { toast } from '../../ui/Toast'
import { useSubmit } from '../../ui/useSubmit'
import { restoreContact } from './data'
import { nameOf } from '../../names'
import { isTooEarly, UntilField } from './UntilField'

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
  const says = contact.status === 'queued' ? words.queued : contact.status === 'invited' ? words.invited : words.done
  toast(says(name))
}

export function RestoreDialog({ operation, contact, onClose, onDone }: Props) {
  const words = t().restore
  const [until, setUntil] = useState('')
  const [early, setEarly] = useState(false)
  const { busy, error, submit } = useSubmit(async () => {
    setEarly(isTooEarly(until))
    if (isTooEarly(until)) return
    const restored = await restoreContact(operation.id, contact, until ? endOfDay(until) : null)
    onDone()
    sayRestored(restored)
  })
  return (
    <Dialog title={words.title(nameOf(contact))} icon={{ name: 'undo-2', tone: 'ok' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p class="lead">{words.lead}</p>
        <UntilField value={until} onChange={setUntil} early={early} refused={error?.fields.until} />
        {error && <ErrorNote error={error} />}
        <div class="buttons">
          <button type="button" class="plain" autofocus onClick={onClose}>{t().common.cancel}</button>
          <Submit busy={busy}>{words.submit}</Submit>
        </div>
      </form>
    </Dialog>
  )
}
