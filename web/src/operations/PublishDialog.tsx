import { operationWords } from './words/index'
import { t } from '../words/index'
import { nameOf } from '../words/names'
import { href } from '../base/router'
import type { Contact, Operation } from '../base/types'
import { Dialog } from '../ui/Dialog'
import { focusSoon } from '../ui/focus'
import { ErrorNote, Note } from '../ui/Note'
import { Submit } from '../ui/Submit'
import { toast } from '../ui/Toast'
import { useSubmit } from '../ui/useSubmit'
import { publishOperation, useContacts } from './data'
import { NOTHING } from './listing'

/** Who is mailed when the operation opens, and who may have to wait for a team leader. */
export function PublishDialog({ operation, onClose }: { operation: Operation; onClose: () => void }) {
  const words = operationWords().life
  const hasBorrower = operation.participations.some(({ side }) => side === 'borrower')
  const { busy, error, submit } = useSubmit(async () => {
    await publishOperation(operation.id)
    onClose()
    focusSoon('h1')
    toast(words.published(operation.name))
  })
  return (
    <Dialog title={words.publishTitle(operation.name)} icon={{ name: 'send', tone: 'ok' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        {hasBorrower ? <Waiting operation={operation} /> : <NoBorrower operation={operation} />}
        {error && <ErrorNote error={error} />}
        <div class="buttons">
          <button type="button" class="plain" autofocus onClick={onClose}>{t().common.cancel}</button>
          {hasBorrower && <Submit busy={busy}>{words.publish}</Submit>}
        </div>
      </form>
    </Dialog>
  )
}

function NoBorrower({ operation }: { operation: Operation }) {
  const words = operationWords().life
  return (
    <Note tone="warn" icon="triangle-alert">
      <p>{words.noBorrower}</p>
      <a class="button plain small" href={href('change', { operation: operation.id })}>{words.change}</a>
    </Note>
  )
}

function Waiting({ operation }: { operation: Operation }) {
  const words = operationWords().life
  const { data, error } = useContacts(operation.id, { ...NOTHING, state: 'current', after: null })
  if (error) return <ErrorNote error={error} />
  if (!data) return null
  const queued = data.items.filter(({ status }) => status === 'queued')
  const clients = new Set(operation.participations.filter(({ client }) => client).map(({ entity }) => entity.id))
  const effect = ({ entity }: Contact) => (clients.has(entity.id) ? words.waits : words.mailed)
  const others = data.next ? operation.contacts - data.items.length : 0
  if (!queued.length) return <p>{words.publishNobody}</p>
  return (
    <>
      <p>{words.publishLead}</p>
      <ul class="preview">
        {queued.map((contact) => (
          <li key={contact.id}><strong>{nameOf(contact)}</strong> <small>{contact.entity.name} · {effect(contact)}</small></li>
        ))}
        {others > 0 && <li>{words.more(others)}</li>}
      </ul>
    </>
  )
}
