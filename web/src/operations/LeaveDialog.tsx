import { useState } from 'preact/hooks'
import { operationWords } from './words/index'
import type { Operation } from '../base/types'
import { Dialog } from '../ui/Dialog'
import { FormEnd } from '../ui/FormEnd'
import { ReasonField } from '../ui/ReasonField'
import { toast } from '../ui/Toast'
import { useSubmit } from '../ui/useSubmit'
import { askToLeave } from './data'

/** Nobody revokes his own access: one click asks those who can. */
export function LeaveDialog({ operation, onClose }: { operation: Operation; onClose: () => void }) {
  const words = operationWords().leave
  const [reason, setReason] = useState('')
  const { busy, error, submit } = useSubmit(async () => {
    await askToLeave(operation.id, reason.trim())
    onClose()
    toast(words.done)
  })
  return (
    <Dialog title={words.title} icon={{ name: 'user-x', tone: 'bad' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p class="lead">{words.lead}</p>
        <ReasonField hint={words.reasonHint} value={reason} refused={error?.fields.reason} onChange={setReason} />
        <FormEnd error={error} busy={busy} onClose={onClose}>{words.submit}</FormEnd>
      </form>
    </Dialog>
  )
}
