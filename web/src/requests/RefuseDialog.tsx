import { useState } from 'preact/hooks'
import { operationWords } from '../operations/index'
import { requestWords } from './words/index'
import type { AccessRequest } from '../base/types'
import { Dialog } from '../ui/Dialog'
import { FormEnd } from '../ui/FormEnd'
import { ReasonField } from '../ui/ReasonField'
import { toast } from '../ui/Toast'
import { useSubmit } from '../ui/useSubmit'
import { refuse } from './data'
import { askerOf, wishOf } from './names'

interface Props {
  request: AccessRequest
  onClose: () => void
  onDone: () => void
}

export function RefuseDialog({ request, onClose, onDone }: Props) {
  const words = requestWords().requests
  const name = askerOf(request)
  const [reason, setReason] = useState('')
  const { busy, error, submit } = useSubmit(async () => {
    await refuse(request, reason.trim())
    onDone()
    toast(words.refused(name))
  })
  return (
    <Dialog title={words.refuseTitle(name)} icon={{ name: 'user-x', tone: 'bad' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p>{wishOf(request)[0]}</p>
        <p class="lead">{leadOf(request)}</p>
        <ReasonField hint={request.kind === 'vouch' ? words.reasonKept : words.reasonHint} value={reason} refused={error?.fields.reason} onChange={setReason} />
        <FormEnd error={error} busy={busy} danger onClose={onClose}>{words.refuse}</FormEnd>
      </form>
    </Dialog>
  )
}

function leadOf({ kind }: AccessRequest): string {
  const words = requestWords().requests
  if (kind === 'leave') return operationWords().leave.refuseLead
  if (kind === 'address') return words.refuseAddress
  return kind === 'vouch' ? words.refuseVouch : words.refuseLead
}
