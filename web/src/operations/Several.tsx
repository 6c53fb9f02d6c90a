// One thing done to several lines: access goes, comes back, or is offered again by mail.
import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { DatesField, useDates } from '../dates/index'
import { datesAgain, earliest } from '../base/dates'
import { operationWords } from './words/index'
import { nameOf } from '../words/names'
import type { Contact, ContactAction, ContactState, Operation } from '../base/types'
import { type Answer, BulkDialog, SelectionBar, severalWords } from '../several/index'
import { Field } from '../ui/Field'
import { ReasonField } from '../ui/ReasonField'
import { toast } from '../ui/Toast'
import type { Selection } from '../ui/useSelection'
import { ImpactNote, ImpactSummary } from './ImpactNote'
import { begin, undoDeed } from '../recent/index'
import { each, placeOf, refreshOperation, undoRestored, undoRevoked, useImpact } from './data'

interface Props {
  operation: Operation
  state: ContactState
  rows: Contact[]
  selection: Selection
  onDone: () => void
  /** Beside what can be done. */
  children?: ComponentChildren
  onAdd: () => void
}

type BulkAction = Extract<ContactAction, 'revoke' | 'resend' | 'restore'>

export function Several({ operation, state, rows, selection, onDone, onAdd, children }: Props) {
  const words = operationWords().contacts
  const [open, setOpen] = useState<{ kind: BulkAction; contacts: Contact[] } | null>(null)
  const chosen = rows.filter(({ id }) => selection.has(id))
  const can = (kind: BulkAction) => chosen.filter(({ may }) => may.includes(kind))
  const close = (answers: Answer<Contact>[]) => {
    setOpen(null)
    if (!answers.length) return
    selection.clear()
    void refreshOperation(operation.id)
    onDone()
  }
  const offer = (kind: BulkAction) => can(kind).length > 0 && (
    <button key={kind} type="button" class="plain" onClick={() => setOpen({ kind, contacts: can(kind) })}>{words[kind]}</button>
  )
  const shared = { operation, contacts: open?.contacts ?? [], onClose: close }
  return (
    <>
      <SelectionBar count={chosen.length} onClear={selection.clear}>
        {children}
        {state === 'archived' ? offer('restore') : <>{offer('resend')}{offer('revoke')}</>}
      </SelectionBar>
      {open?.kind === 'revoke' && <RevokeSeveral {...shared} onAdd={() => { setOpen(null); onAdd() }} />}
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

/** So many are not read one by one: their number is typed, so that it is meant. */
const MANY = 10

function RevokeSeveral({ operation, contacts, onClose, onAdd }: SeveralProps & { onAdd: () => void }) {
  const words = operationWords().contacts
  const { impact: says } = operationWords()
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const count = useRef<HTMLInputElement>(null)
  const { data: impact } = useImpact(operation.id, contacts.map(({ id }) => id))
  const isMany = contacts.length > MANY
  const isMeant = !isMany || typed.trim() === String(contacts.length)
  const ready = () => {
    setTried(true)
    if (!isMeant) count.current?.focus()
    return isMeant
  }
  const [deed] = useState(() => begin('revoke', placeOf(operation)))
  const revoke = async (contact: Contact) => {
    const revoked = await each.revoke(operation.id, contact, reason.trim())
    if (revoked.may.includes('restore')) deed.note(undoRevoked(operation, contact))
  }
  const close = (answers: Answer<Contact>[]) => {
    onClose(answers)
    const revoked = answers.filter(({ error }) => !error)
    if (revoked.length) toast(words.revoked(revoked.length), () => void undoDeed(deed.id))
  }
  const effect = ({ status, entity }: Contact) => (status === 'active' ? words.loses : words.losesInvitation)(entity.name)
  return (
    <BulkDialog title={words.revokeTitle(contacts.length)} lead={words.revokeLead} rows={contacts} nameOf={nameOf} effect={effect} isDanger
      summary={impact && <><ImpactSummary impact={impact} /><ImpactNote operation={operation} impact={impact} onAdd={onAdd} /></>}
      folded={isMany ? says.everyone(contacts.length) : undefined} ready={ready}
      submit={words.revokeSubmit} act={revoke} onClose={close}>
      <ReasonField hint={severalWords().reasonHint} value={reason} refused={undefined} onChange={setReason} />
      {isMany && (
        <Field label={says.typeNumber(contacts.length)} errors={tried && !isMeant ? [says.wrongNumber(contacts.length)] : []}>
          {(control) => (
            <input {...control} ref={count} type="text" inputMode="numeric" autocomplete="off" value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)} />
          )}
        </Field>
      )}
    </BulkDialog>
  )
}

function ResendSeveral({ operation, contacts, onClose }: SeveralProps) {
  const words = operationWords().contacts
  return (
    <BulkDialog title={words.resendTitle(contacts.length)} lead={words.resendLead} rows={contacts} nameOf={nameOf} effect={({ email }) => words.resends(email)}
      submit={words.resendSubmit} act={(contact) => each.resend(operation.id, contact)} onClose={onClose} />
  )
}

function RestoreSeveral({ operation, contacts, onClose }: SeveralProps) {
  const words = operationWords().contacts
  const dated = contacts.find(({ until }) => until)
  const latest = earliest(contacts)
  const { field, isGood, terms } = useDates(datesAgain({ until: dated?.until ?? null, latest_until: latest }), latest)
  const [deed] = useState(() => begin('restore', placeOf(operation)))
  const restore = async (contact: Contact) => {
    await each.restore(operation.id, contact, terms())
    if (contact.status === 'revoked') deed.note(undoRestored(operation, contact))
  }
  return (
    <BulkDialog title={words.restoreTitle(contacts.length)} lead={words.restoreLead} rows={contacts} nameOf={nameOf}
      effect={({ entity }) => words.restores(entity.name)} submit={words.restoreSubmit}
      ready={isGood} act={restore} onClose={onClose}>
      <DatesField {...field} refused={undefined} />
    </BulkDialog>
  )
}
