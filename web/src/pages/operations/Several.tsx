// One thing done to several lines: access goes, comes back, or is offered again by mail.
import { useState } from 'preact/hooks'
import { asApiError } from '../../api'
import { governance } from '../../i18n/governance/index'
import { nameOf } from '../../names'
import type { Contact, ContactAction, ContactState, Operation } from '../../types'
import { BulkDialog } from '../../ui/BulkDialog'
import { ReasonField } from '../../ui/ReasonField'
import { SelectionBar } from '../../ui/SelectionBar'
import { toast } from '../../ui/Toast'
import type { Answer } from '../../ui/useBulk'
import type { Selection } from '../../ui/useSelection'
import { each, refreshOperation } from './data'

interface Props {
  operation: Operation
  state: ContactState
  rows: Contact[]
  selection: Selection
  onDone: () => void
}

export function Several({ operation, state, rows, selection, onDone }: Props) {
  const words = governance().contacts
  const [open, setOpen] = useState<{ kind: ContactAction; contacts: Contact[] } | null>(null)
  const chosen = rows.filter(({ id }) => selection.has(id))
  const can = (kind: ContactAction) => chosen.filter(({ may }) => may.includes(kind))
  const close = (answers: Answer<Contact>[]) => {
    setOpen(null)
    if (!answers.length) return
    selection.clear()
    void refreshOperation(operation.id)
    onDone()
  }
  const offer = (kind: ContactAction) => can(kind).length > 0 && (
    <button key={kind} type="button" class="plain" onClick={() => setOpen({ kind, contacts: can(kind) })}>{words[kind]}</button>
  )
  const shared = { operation, contacts: open?.contacts ?? [], onClose: close }
  return (
    <>
      <SelectionBar count={chosen.length} onClear={selection.clear}>
        {state === 'archived' ? offer('restore') : <>{offer('resend')}{offer('revoke')}</>}
      </SelectionBar>
      {open?.kind === 'revoke' && <RevokeSeveral {...shared} />}
      {open?.kind === 'resend' && <ResendSeveral {...shared} />}
      {open?.kind === 'restore' && <RestoreSeveral {...shared} />}
    </>
  )
}

interface SeveralProps {
  operation: Operation
  contacts: Contact[]
  onClose: (answers: Answer<Contact>[]) => void
}

function RevokeSeveral({ operation, contacts, onClose }: SeveralProps) {
  const words = governance().contacts
  const [reason, setReason] = useState('')
  const close = (answers: Answer<Contact>[]) => {
    onClose(answers)
    const revoked = answers.filter(({ error }) => !error).map(({ row }) => row)
    if (revoked.length) toast(words.revoked(revoked.length), () => void giveBack(operation, revoked))
  }
  const effect = ({ status, entity }: Contact) => (status === 'active' ? words.loses : words.losesInvitation)(entity.name)
  return (
    <BulkDialog title={words.revokeTitle(contacts.length)} lead={words.revokeLead} rows={contacts} nameOf={nameOf} effect={effect} isDanger
      submit={words.revokeSubmit} act={(contact) => each.revoke(operation.id, contact, reason.trim())} onClose={close}>
      <ReasonField hint={governance().bulk.reasonHint} value={reason} refused={undefined} onChange={setReason} />
    </BulkDialog>
  )
}

/** What was taken, their end dates too. */
async function giveBack(operation: Operation, contacts: Contact[]): Promise<void> {
  let failed = 0
  for (const contact of contacts) {
    const error = await each.restore(operation.id, contact, contact.until).then(() => null, asApiError)
    if (error) failed += 1
  }
  void refreshOperation(operation.id)
  toast(governance().bulk.undone(contacts.length - failed, failed))
}

function ResendSeveral({ operation, contacts, onClose }: SeveralProps) {
  const words = governance().contacts
  return (
    <BulkDialog title={words.resendTitle(contacts.length)} lead={words.resendLead} rows={contacts} nameOf={nameOf} effect={({ email }) => words.resends(email)}
      submit={words.resendSubmit} act={(contact) => each.resend(operation.id, contact)} onClose={onClose} />
  )
}

function RestoreSeveral({ operation, contacts, onClose }: SeveralProps) {
  const words = governance().contacts
  return (
    <BulkDialog title={words.restoreTitle(contacts.length)} lead={words.restoreLead} rows={contacts} nameOf={nameOf}
      effect={({ entity }) => words.restores(entity.name)} submit={words.restoreSubmit}
      act={(contact) => each.restore(operation.id, contact, null)} onClose={onClose} />
  )
}
