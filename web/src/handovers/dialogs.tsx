// Refusing, mending and cancelling.
import { useState } from 'preact/hooks'
import { looksLikeAddress, oneAddress } from '../base/addresses'
import { handoverWords } from './words/index'
import { t } from '../words/index'
import type { Handover, HandoverPart } from '../base/types'
import { Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { FormEnd } from '../ui/FormEnd'
import { ErrorNote } from '../ui/Note'
import { ReasonField } from '../ui/ReasonField'
import { Submit } from '../ui/Submit'
import { toast } from '../ui/Toast'
import { useSubmit } from '../ui/useSubmit'
import { Checked, unusualWords, useChecks } from '../unusual/index'
import { cancel, mend, refuse } from './data'
import type { CheckedAt } from './plan'

interface Props {
  handover: Handover
  onClose: () => void
  onDone: () => void
}

export function RefuseDialog({ handover, onClose, onDone }: Props) {
  const words = handoverWords().one
  const [reason, setReason] = useState('')
  const { busy, error, submit } = useSubmit(async () => {
    await refuse(handover.id, reason.trim())
    onDone()
    toast(words.refused)
  })
  return (
    <Dialog title={words.refuseTitle} icon={{ name: 'x', tone: 'bad' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p>{words.refuseText(handover.leaver.name ?? handover.leaver.email)}</p>
        <ReasonField hint={words.reasonHint} value={reason} refused={error?.fields.reason} onChange={setReason} />
        <FormEnd error={error} busy={busy} danger onClose={onClose}>{words.refuse}</FormEnd>
      </form>
    </Dialog>
  )
}

export function CancelDialog({ handover, onClose, onDone }: Props) {
  const words = handoverWords().one
  const { busy, error, submit } = useSubmit(async () => {
    await cancel(handover.id)
    onDone()
    toast(words.cancelled)
  })
  return (
    <Dialog title={words.cancelTitle} icon={{ name: 'x', tone: 'bad' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p>{words.cancelText}</p>
        {error && <ErrorNote error={error} />}
        <div class="buttons">
          <button type="button" class="plain" autofocus onClick={onClose}>{words.cancelKeep}</button>
          <Submit busy={busy} kind="danger-fill">{words.cancel}</Submit>
        </div>
      </form>
    </Dialog>
  )
}

export function MendDialog({ handover, part, onClose, onDone }: Props & { part: HandoverPart }) {
  const words = handoverWords().one
  const [email, setEmail] = useState('')
  const [wrong, setWrong] = useState('')
  const at = checkedAt(handover, part)
  const checks = useChecks(email, at.path, at.more)
  const give = useSubmit(async () => {
    const isRight = looksLikeAddress(oneAddress(email))
    const [unsure] = isRight ? await checks.unsure() : []
    const found = !isRight ? handoverWords().start.needAddress : unsure ? unusualWords().needSure(unsure) : ''
    setWrong(found)
    if (found) return
    await mend(handover.id, part.id, oneAddress(email))
    onDone()
    toast(words.mended)
  })
  const drop = useSubmit(async () => {
    await mend(handover.id, part.id)
    onDone()
    toast(words.dropped)
  })
  const error = give.error ?? drop.error
  const errors = wrong ? [wrong] : error?.fields.email ? [error.fields.email] : []
  return (
    <Dialog title={words.mendTitle} onClose={onClose}>
      <form noValidate onSubmit={give.submit}>
        <p class="lead">{words.mendText(part.successor.name ?? part.successor.email)}</p>
        <Field label={words.mendAddress} errors={errors}>
          {(control) => (
            <input {...control} type="email" autocomplete="off" autofocus spellcheck={false} value={email}
              onInput={(event) => setEmail(event.currentTarget.value)} />
          )}
        </Field>
        <Checked checks={checks} text={email} onText={setEmail} />
        {error && !error.fields.email && <ErrorNote error={error} />}
        <div class="buttons">
          <button type="button" class="plain" onClick={onClose}>{t().common.cancel}</button>
          <button type="button" class="plain" aria-disabled={drop.busy} onClick={() => void drop.submit()}>{words.drop}</button>
          <Submit busy={give.busy}>{words.mendSubmit}</Submit>
        </div>
      </form>
    </Dialog>
  )
}

/** By who leads there, as for people who are authorised; else as on one of the operations. */
function checkedAt({ entity, as }: Handover, { operations: [first] }: HandoverPart): CheckedAt {
  if (as.includes('leader')) return { path: `entities/${encodeURIComponent(entity.id)}/habilitations/check` }
  return { path: first ? `operations/${encodeURIComponent(first.id)}/contacts/check` : null, more: { entity: entity.id } }
}
