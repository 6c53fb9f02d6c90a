import { mailto } from '../base/addresses'
import { asApiError } from '../base/api'
import { datesSay, dateWords } from '../dates/index'
import { explain } from '../words/explain'
import { formatDate, formatEnd } from '../words/format'
import { entityWords } from '../entities/index'
import { operationWords } from './words/index'
import { language, t } from '../words/index'
import { nameOf } from '../words/names'
import { go, href } from '../base/router'
import type { Contact, Operation } from '../base/types'
import { Badge } from '../ui/Badge'
import { copy } from '../ui/copy'
import { Icon } from '../ui/Icon'
import { Lines } from '../ui/Lines'
import { Menu, type MenuItem } from '../ui/Menu'
import { Person } from '../ui/Person'
import { Table, type Column, type Sorting, type Ticks } from '../ui/Table'
import { toast } from '../ui/Toast'
import { resendInvitation } from './data'
import { ContactBadge, waitsFor } from './Status'

const date = (time: string) => formatDate(language(), time)

/** The columns that both lists have. */
function shared(isDraft: boolean): Column<Contact>[] {
  const words = t().access
  const unnamed = ({ side }: Contact) => (isDraft && side !== 'manager' ? words.unheard : undefined)
  return [
    { title: words.contact, kind: 'main', sort: 'name', cell: (contact) => <Person name={nameOf(contact)} email={contact.email} to={contact.user ? href('person', { user: contact.user }) : undefined} unnamed={unnamed(contact)} /> },
    { title: words.entity, brief: true, sort: 'entity', cell: ({ entity, side }) => <Lines first={entity.name} others={[t().sides[side]]} /> },
    { title: words.status, kind: 'status', sort: 'status', cell: (contact) => (
      <Lines first={<ContactBadge contact={contact} />} others={[contact.outside && <Badge tone="warn">{words.outside}</Badge>, waitsFor(contact), contact.mail_failed_at && words.mailFailed, contact.dormant && words.dormant]} />
    ) },
  ]
}

interface CurrentProps {
  label: string
  operation: Operation
  rows: Contact[]
  ticks: Ticks<Contact>
  sorting: Sorting
  onRevoke: (contact: Contact) => void
  onExtend: (contact: Contact) => void
  onWhy: (contact: Contact) => void
  onLeave: () => void
}

export function CurrentTable({ label, operation, rows, ticks, sorting, ...doing }: CurrentProps) {
  const words = t().access
  const since = (contact: Contact) => <Lines first={date(contact.since)} others={[contact.added_by && t().common.by(contact.added_by)]} />
  const ends = (contact: Contact) => {
    const said = datesSay(contact).filter(Boolean)
    return said.length ? <Lines first={null} others={said} /> : <small class="quiet">{operationWords().list.noEnd}</small>
  }
  const columns: Column<Contact>[] = [
    ...shared(operation.status === 'draft'),
    { title: words.since, kind: 'date', brief: true, sort: 'since', cell: since },
    { title: operationWords().list.until, kind: 'until', sort: 'until', cell: ends },
    { title: t().common.actions, kind: 'actions', cell: (contact) => (
      <Menu label={words.menu(nameOf(contact))} groups={actions(operation, contact, doing)}><Icon name="ellipsis-vertical" /></Menu>
    ) },
  ]
  return <Table label={label} columns={columns} rows={rows} keyOf={(contact) => contact.id} ticks={ticks} sorting={sorting} />
}

function copyOf({ email }: Contact): MenuItem {
  const words = t().access
  return { label: words.copy, icon: 'copy', run: () => copy(email, words.copied(email), words.notCopied) }
}

const whyOf = (contact: Contact, onWhy: (contact: Contact) => void): MenuItem => ({ label: entityWords().why, icon: 'info', run: () => onWhy(contact) })

type Doing = Pick<CurrentProps, 'onRevoke' | 'onExtend' | 'onWhy' | 'onLeave'>

function actions(operation: Operation, contact: Contact, { onRevoke, onExtend, onWhy, onLeave }: Doing): MenuItem[][] {
  const words = t().access
  const copyIt = copyOf(contact)
  const writeIt: MenuItem = { label: t().operation.write(nameOf(contact)), icon: 'mail', run: () => { location.href = mailto(contact.email) } }
  const resend: MenuItem = { label: words.resend, icon: 'send', run: () => void resendTo(operation, contact) }
  const handOver: MenuItem = { label: entityWords().people.handOverMine, icon: 'users', run: () => go(href('handover', { handover: 'new' }, { operation: operation.id })) }
  const revoke: MenuItem = { label: words.revoke, icon: 'user-x', danger: true, run: () => onRevoke(contact) }
  const extend: MenuItem = { label: contact.until ? dateWords().extend : dateWords().setEnd, icon: 'calendar-clock', run: () => onExtend(contact) }
  const leave: MenuItem = { label: operationWords().leave.ask, icon: 'log-out', run: onLeave }
  return [
    [copyIt, ...(contact.dormant ? [writeIt] : []), ...(contact.may.includes('resend') ? [resend] : []), ...(contact.may.includes('extend') ? [extend] : []), whyOf(contact, onWhy)],
    contact.may.includes('leave') && !operation.leave_asked ? [leave] : [],
    contact.may.includes('hand_over') ? [handOver] : [],
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
  isDraft: boolean
  rows: Contact[]
  ticks: Ticks<Contact>
  sorting: Sorting
  onRestore: (contact: Contact) => void
  onWhy: (contact: Contact) => void
}

export function ArchiveTable({ label, isDraft, rows, ticks, sorting, onRestore, onWhy }: ArchiveProps) {
  const words = t().access
  const ended = ({ revoked_at: at, until, revoked_by: by, declined, reason }: Contact) => (
    <Lines first={at ? date(at) : until ? formatEnd(language(), until) : t().common.none} others={[by && !declined && t().common.by(by), reason]} />
  )
  const columns: Column<Contact>[] = [
    ...shared(isDraft),
    { title: words.ended, kind: 'date', cell: ended },
    { title: t().common.actions, kind: 'actions', cell: (contact) => (
      <span class="row-actions">
        {contact.may.includes('restore') && (
          <button type="button" class="plain" aria-label={words.restoreOf(nameOf(contact))} onClick={() => onRestore(contact)}>
            <Icon name="undo-2" />{words.restore}
          </button>
        )}
        <Menu label={words.menu(nameOf(contact))} groups={[[copyOf(contact), whyOf(contact, onWhy)]]}><Icon name="ellipsis-vertical" /></Menu>
      </span>
    ) },
  ]
  return <Table label={label} columns={columns} rows={rows} keyOf={(contact) => contact.id} ticks={ticks} sorting={sorting} />
}
