import { useState } from 'preact/hooks'
import { entityWords } from './words/index'
import { Dialog } from '../ui/Dialog'
import { FormEnd } from '../ui/FormEnd'
import { ReasonField } from '../ui/ReasonField'
import { severalWords } from '../several/index'
import { toast } from '../ui/Toast'
import { useSubmit } from '../ui/useSubmit'
import { begin, undoDeed } from '../recent/index'
import { archiveNoting, personOf, refreshEntity, useLinesOf } from './data'
import { ArchiveOneImpact } from './ArchiveImpact'
import type { PersonDialogProps } from './dialogs'

/** Says what the person loses before it is done. */
export function ArchiveDialog({ entity, person, onClose, onDone }: PersonDialogProps) {
  const words = entityWords().archive
  const name = personOf(person)
  const [reason, setReason] = useState('')
  const lines = useLinesOf(entity.id, [person], 'current').data?.[0]
  const { busy, error, submit } = useSubmit(async () => {
    const deed = begin('archive', entity.name)
    await archiveNoting(entity, person, reason.trim(), deed).finally(() => void refreshEntity(entity.id))
    onDone()
    toast(words.done(name), () => void undoDeed(deed.id))
  })
  return (
    <Dialog title={words.title(name)} icon={{ name: 'user-x', tone: 'bad' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p>{words.lead(entity.name, person.contacts)}</p>
        {lines && <ArchiveOneImpact entity={entity} lines={lines} />}
        <p class="lead">{words.after}</p>
        <ReasonField hint={severalWords().reasonHint} value={reason} refused={error?.fields.reason} onChange={setReason} />
        <FormEnd error={error} busy={busy} danger onClose={onClose}>{words.submit}</FormEnd>
      </form>
    </Dialog>
  )
}
