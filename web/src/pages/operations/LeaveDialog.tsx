import { useState } from 'preact/hooks'
import { governance } from '../../i18n/governance/index'
import { t } from '../../i18n/index'
import type { Operation } from '../../types'
import { Dialog } from '../../ui/Dialog'
import { ErrorNote } from '../../ui/Note'
import { ReasonField } from '../../ui/ReasonField'
import { Submit } from '../../ui/Submit'
import { toast } from '../../ui/Toast'
import { useSubmit } from '../../ui/useSubmit'
import { askToLeave } from './data'

/** Nobody revokes his own access: one click asks those who can. */
export function LeaveDialog({ operation, onClose }: { operation: Operation; onClose: () => void }) {
  const words = governance().leave
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
        {error && <ErrorNote error={error} />}
        <div class="buttons">
          <button type="button" class="plain" autofocus onClick={onClose}>{t().common.cancel}</button>
          <Submit busy={busy}>{words.submit}</Submit>
        </div>
      </form>
    </Dialog>
  )
}
