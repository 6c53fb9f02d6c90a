import { useState } from 'preact/hooks'
import { operationWords } from './words/index'
import type { Operation } from '../base/types'
import { oneAddress } from '../base/addresses'
import { Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { FormEnd } from '../ui/FormEnd'
import { ReasonField } from '../ui/ReasonField'
import { toast } from '../ui/Toast'
import { useSubmit } from '../ui/useSubmit'
import { askToLeave, handOver } from './data'

/** Nobody revokes his own access: one click asks those who can. */
export function LeaveDialog({ operation, onClose }: { operation: Operation; onClose: () => void }) {
  const words = operationWords().leave
  const [reason, setReason] = useState('')
  const [successor, setSuccessor] = useState('')
  const { busy, error, submit } = useSubmit(async () => {
    const email = oneAddress(successor)
    if (email) await handOver(operation.id, email, reason.trim())
    else await askToLeave(operation.id, reason.trim())
    onClose()
    toast(email ? words.handed(email) : words.done)
  })
  return (
    <Dialog title={words.title} icon={{ name: 'user-x', tone: 'bad' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p class="lead">{words.lead}</p>
        <Field label={words.successor} optional hint={words.successorHint} errors={error?.fields.successors ? [error.fields.successors] : []}>
          {(control) => (
            <input {...control} type="text" inputmode="email" autocomplete="off" maxLength={400} value={successor}
              onInput={(event) => setSuccessor(event.currentTarget.value)} />
          )}
        </Field>
        <ReasonField hint={words.reasonHint} value={reason} refused={error?.fields.reason} onChange={setReason} />
        <FormEnd error={error} busy={busy} onClose={onClose}>{words.submit}</FormEnd>
      </form>
    </Dialog>
  )
}
