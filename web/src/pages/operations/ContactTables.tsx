import { asApiError } from '../../api'
import { explain } from '../../i18n/explain'
import { formatDate } from '../../i18n/format'
import { language, t } from '../../i18n/index'
import { nameOf } from '../../names'
import type { Contact, Operation } from '../../types'
import { copy } from '../../ui/copy'
import { Icon } from '../../ui/Icon'
import { Lines } from '../../ui/Lines'
import { Menu, type MenuItem } from '../../ui/Menu'
import { Person } from '../../ui/Person'
import { Table, type Column, type Ticks } from '../../ui/Table'
import { toast } from '../../ui/Toast'
import { resendInvitation } from './data'
import { ContactBadge } from './Status'

const date = (time: string) => formatDate(language(), time)

/** The columns that both lists have. */
function shared(): Column<Contact>[] {
  const words = t().access
  return [
    { title: words.contact, kind: 'main', cell: (contact) => <Person name={nameOf(contact)} email={contact.email} /> },
    { title: words.entity, cell: ({ entity, side }) => <Lines first={entity.name} others={[t().sides[side]]} /> },
    { title: words.status, cell: (contact) => (
      <Lines first={<ContactBadge contact={contact} />} others={[contact.mail_failed_at && words.mailFailed, contact.dormant && words.dormant]} />
    ) },
  ]
}

interface CurrentProps {
  label: string
  operation: Operation
  rows: Contact[]
  ticks: Ticks<Contact>
  onRevoke: (contact: Contact) => void
}

export function CurrentTable({ label, operation, rows, ticks, onRevoke }: CurrentProps) {
  const words = t().access
  const since = ({ since, until, added_by: by }: Contact) =>
    <Lines first={date(since)} others={[by && t().common.by(by), until && words.until(date(until))]} />
  const columns: Column<Contact>[] = [
    ...shared(),
    { title: words.since, kind: 'date', cell: since },
    { title: t().common.actions, kind: 'actions', cell: (contact) => (
      <Menu label={words.menu(nameOf(contact))} groups={actions(operation, contact, onRevoke)}><Icon name="ellipsis-vertical" /></Menu>
    ) },
  ]
  return <Table label={label} columns={columns} rows={rows} keyOf={(contact) => contact.id} ticks={ticks} />
}

function actions(operation: Operation, contact: Contact, onRevoke: (contact: Contact) => void): MenuItem[][] {
  const words = t().access
  const copyIt: MenuItem = { label: words.copy, icon: 'copy', run: () => copy(contact.email, words.copied(contact.email), words.notCopied) }
  const writeIt: MenuItem = { label: t().operation.write(nameOf(contact)), icon: 'mail', run: () => { location.href = `mailto:${contact.email}` } }
  const resend: MenuItem = { label: words.resend, icon: 'send', run: () => void resendTo(operation, contact) }
  const revoke: MenuItem = { label: words.revoke, icon: 'user-x', danger: true, run: () => onRevoke(contact) }
  return [
    [copyIt, ...(contact.dormant ? [writeIt] : []), ...(contact.may.includes('resend') ? [resend] : [])],
    contact.may.includes('revoke') ? [revoke] : [],
  ]
}

async function resendTo(operation: Operation, contact: Contact): Promise<void> {
  try {
    await resendInvitation(operation.id, contact)
    toast(t().access.resent(nameOf(contact)))
  } catch (error) {
    toast(explain(asApiError(error)))
  }
}

interface ArchiveProps {
  label: string
  rows: Contact[]
  ticks: Ticks<Contact>
  onRestore: (contact: Contact) => void
}

export function ArchiveTable({ label, rows, ticks, onRestore }: ArchiveProps) {
  const words = t().access
  const ended = ({ revoked_at: at, until, revoked_by: by, reason }: Contact) => (
    <Lines first={at ?? until ? date((at ?? until) as string) : t().common.none} others={[by && t().common.by(by), reason]} />
  )
  const columns: Column<Contact>[] = [
    ...shared(),
    { title: words.ended, kind: 'date', cell: ended },
    { title: t().common.actions, kind: 'actions', cell: (contact) => contact.may.includes('restore') && (
      <button type="button" class="plain" aria-label={words.restoreOf(nameOf(contact))} onClick={() => onRestore(contact)}>
        <Icon name="undo-2" />{words.restore}
      </button>
    ) },
  ]
  return <Table label={label} columns={columns} rows={rows} keyOf={(contact) => contact.id} ticks={ticks} />
}
