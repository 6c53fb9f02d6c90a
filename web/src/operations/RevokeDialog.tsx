import { useState } from 'preact/hooks'
import { asApiError } from '../base/api'
import { explain } from '../words/explain'
import { t } from '../words/index'
import type { Contact, Operation } from '../base/types'
import { Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { FormEnd } from '../ui/FormEnd'
import { toast } from '../ui/Toast'
import { useSubmit } from '../ui/useSubmit'
import { begin, changeLine } from '../recent/index'
import { placeOf, revokeContact, undoContact, undoRevoked, useImpact } from './data'
import { ImpactNote } from './ImpactNote'
import { nameOf } from '../words/names'
import { sayRestored } from './RestoreDialog'

const MAX_REASON = 500

interface Props {
  operation: Operation
  contact: Contact
  onClose: () => void
  onDone: () => void
  /** To the dialog that adds people, when his entity would have nobody left. */
  onAdd: () => void
}

export function RevokeDialog({ operation, contact, onClose, onDone, onAdd }: Props) {
  const words = t().revoke
  const name = nameOf(contact)
  const [reason, setReason] = useState('')
  const impact = useImpact(operation.id, [contact.id])
  const { busy, error, submit } = useSubmit(async () => {
    const revoked = await revokeContact(operation.id, contact, reason.trim())
    const deed = begin('revoke', placeOf(operation))
    onDone()
    if (!revoked.may.includes('restore')) return toast(words.done(name)) // somebody else can give it back
    deed.note(undoRevoked(operation, contact))
    toast(words.done(name), () => void undo(operation, revoked).then((done) => {
      if (done) changeLine(deed.id, contact.id, { undone: true, steps: [] })
    }))
  })
  return (
    <Dialog title={words.title(name)} icon={{ name: 'user-x', tone: 'bad' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p class="lead">{contact.status === 'active' ? words.lead : words.leadInvited}</p>
        {impact.data && <ImpactNote operation={operation} impact={impact.data} onAdd={onAdd} />}
        <Field label={words.reason} optional hint={words.reasonHint} errors={error?.fields.reason ? [error.fields.reason] : []}>
          {(control) => (
            <textarea {...control} rows={2} maxLength={MAX_REASON} value={reason}
              onInput={(event) => setReason(event.currentTarget.value)} />
          )}
        </Field>
        <FormEnd error={error} busy={busy} danger onClose={onClose}>{words.submit}</FormEnd>
      </form>
    </Dialog>
  )
}

/** As it was, giver and dates too: this undoes a slip, it is not a new decision. */
async function undo(operation: Operation, revoked: Contact): Promise<boolean> {
  try {
    sayRestored(await undoContact(operation.id, revoked))
    return true
  } catch (error) {
    toast(explain(asApiError(error)))
    return false
  }
}
