// "File access management": who has access, and who no longer has.
import { useEffect, useMemo, useState } from 'preact/hooks'
import { asApiError, isGone } from '../base/api'
import { dateWords, ExtendDialog } from '../dates/index'
import { draftOf } from '../base/drafts'
import { explain } from '../words/explain'
import { formatNumber } from '../words/format'
import { language, t } from '../words/index'
import { nameOf } from '../words/names'
import { goInstead, href, route } from '../base/router'
import type { Contact, ContactState, Operation } from '../base/types'
import { Choice } from '../ui/Choice'
import { Empty } from '../ui/Empty'
import { focusSoon } from '../ui/focus'
import { Icon } from '../ui/Icon'
import { ErrorNote, StaleNote } from '../ui/Note'
import { Pager, useCursor } from '../ui/Pager'
import { Search } from '../ui/Search'
import type { Ticks } from '../ui/Table'
import { Tabs } from '../ui/Tabs'
import { toast } from '../ui/Toast'
import { useSelection } from '../ui/useSelection'
import { whyContact, WhyDialog } from '../why/index'
import { AddDialog } from './AddDialog'
import { ArchiveTable, CurrentTable } from './ContactTables'
import { extendContact, filtersOf, findContact, mayAdd, refreshOperation, useContacts } from './data'
import { LeaveDialog } from './LeaveDialog'
import { RestoreDialog } from './RestoreDialog'
import { RevokeDialog } from './RevokeDialog'
import { Several } from './Several'

const HEADING = 'access-heading'
/** The row that had the focus has gone to the other list. */
const focusHeading = () => focusSoon(`#${HEADING}`)

type Open = { kind: 'add' | 'leave' } | { kind: 'revoke' | 'restore' | 'extend' | 'why'; contact: Contact } | null

export function Access({ operation }: { operation: Operation }) {
  const state: ContactState = route.value.name === 'archive' ? 'archived' : 'current'
  const [open, setOpen] = useState<Open>(draftOf(operation.id).open ? { kind: 'add' } : null)
  const close = () => setOpen(null)
  const finish = () => {
    close()
    focusHeading()
  }
  useRevokeLink(operation, (contact) => setOpen({ kind: 'revoke', contact }))
  const list = useMemo(() => <List key={state} operation={operation} state={state} setOpen={setOpen} />, [operation, state]) // a dialog leaves it as it is
  return (
    <section aria-labelledby={HEADING}>
      <h2 id={HEADING} class="hidden" tabIndex={-1}>{t().access.title}</h2>
      <SubTabs operation={operation} state={state} />
      {list}
      {open?.kind === 'add' && <AddDialog operation={operation} onClose={close} />}
      {open?.kind === 'revoke' && <RevokeDialog operation={operation} contact={open.contact} onClose={close} onDone={finish} onAdd={() => setOpen({ kind: 'add' })} />}
      {open?.kind === 'extend' && <Extend operation={operation} contact={open.contact} onClose={close} />}
      {open?.kind === 'leave' && <LeaveDialog operation={operation} onClose={close} />}
      {open?.kind === 'why' && <WhyDialog path={whyContact(operation.id, open.contact.id)} name={nameOf(open.contact)} onClose={close} />}
      {open?.kind === 'restore' && <RestoreDialog operation={operation} contact={open.contact} onClose={close} onDone={finish} />}
    </section>
  )
}

/** A mail leads to a line that is to be revoked again: the question is asked at once, if it still is one. */
function useRevokeLink(operation: Operation, ask: (contact: Contact) => void): void {
  const line = route.value.query.get('revoke')
  useEffect(() => {
    if (!line) return
    goInstead(href('access', { operation: operation.id }, filtersOf(route.value)))
    void findContact(operation.id, line).then(({ name, contact }) => {
      if (contact?.may.includes('revoke')) ask(contact)
      else toast(t().revoke.done(name))
    }, (error: unknown) => toast(explain(asApiError(error))))
  }, [line])
}

function Extend({ operation, contact, onClose }: { operation: Operation; contact: Contact; onClose: () => void }) {
  return (
    <ExtendDialog name={nameOf(contact)} words={dateWords()} until={contact.until} latest={contact.latest_until}
      extend={(until) => extendContact(operation.id, contact, until)} onClose={onClose} />
  )
}

function SubTabs({ operation, state }: { operation: Operation; state: ContactState }) {
  const words = t().access
  const params = { operation: operation.id }
  const count = (n: number) => formatNumber(language(), n)
  return (
    <Tabs segments label={words.lists} tabs={[
      { label: words.current, href: href('access', params), current: state === 'current', count: count(operation.contacts) },
      { label: words.archived, href: href('archive', params), current: state === 'archived', count: count(operation.archived_contacts) },
    ]} />
  )
}

interface ListProps {
  operation: Operation
  state: ContactState
  setOpen: (open: Open) => void
}

function List({ operation, state, setOpen }: ListProps) {
  const words = t().access
  const filters = filtersOf(route.value)
  const cursor = useCursor(JSON.stringify(filters))
  const selection = useSelection(`${JSON.stringify(filters)} ${cursor.page}`)
  const contacts = useContacts(operation.id, { state, ...filters, after: cursor.after })
  const retry = () => void contacts.refetch()
  const rows = contacts.data?.items ?? []
  const ticks: Ticks<Contact> = { selection, nameOf, can: ({ may }) => may.some((one) => one === (state === 'current' ? 'revoke' : 'restore')) }

  // The last line of a later page has gone to the other list.
  useEffect(() => { if (contacts.data && !rows.length && cursor.page > 1) cursor.back() }, [rows.length])

  if (isGone(contacts.error)) return null // the operation is being asked again, and will say so
  return (
    <>
      {contacts.error && contacts.data && <StaleNote retry={() => void refreshOperation(operation.id)} />}
      <div class="card">
        <Toolbar operation={operation} state={state} filters={filters} onAdd={() => setOpen({ kind: 'add' })} />
        <Several operation={operation} state={state} rows={rows} selection={selection} onDone={focusHeading} onAdd={() => setOpen({ kind: 'add' })} />
        {contacts.error && !contacts.data && <ErrorNote error={contacts.error} retry={retry} />}
        {contacts.data && !rows.length && <NoRows operation={operation} state={state} filtered={!!(filters.q || filters.entity)} />}
        {rows.length > 0 && (state === 'current'
          ? <CurrentTable label={words.current} operation={operation} rows={rows} ticks={ticks} onRevoke={(contact) => setOpen({ kind: 'revoke', contact })}
              onExtend={(contact) => setOpen({ kind: 'extend', contact })} onWhy={(contact) => setOpen({ kind: 'why', contact })} onLeave={() => setOpen({ kind: 'leave' })} />
          : <ArchiveTable label={words.archived} isDraft={operation.status === 'draft'} rows={rows} ticks={ticks} onRestore={(contact) => setOpen({ kind: 'restore', contact })}
              onWhy={(contact) => setOpen({ kind: 'why', contact })} />)}
        {contacts.data && <Pager cursor={cursor} next={contacts.data.next} />}
      </div>
    </>
  )
}

const listName = (state: ContactState) => (state === 'current' ? 'access' : 'archive')

interface ToolbarProps {
  operation: Operation
  state: ContactState
  filters: { q: string; entity: string }
  onAdd: () => void
}

function Toolbar({ operation, state, filters, onAdd }: ToolbarProps) {
  const words = t().access
  const narrow = (change: Partial<typeof filters>) =>
    goInstead(href(listName(state), { operation: operation.id }, { ...filters, ...change }))
  const entities = operation.participations.map(({ entity }) => ({ value: entity.id, label: entity.name }))
  return (
    <div class="toolbar">
      <Search label={words.search} value={filters.q} onChange={(q) => narrow({ q })} />
      {entities.length > 1 && operation.side === 'manager' && (
        <Choice label={words.filterEntity} any={words.anyEntity} value={filters.entity} options={entities}
          onChange={(entity) => narrow({ entity })} />
      )}
      {state === 'current' && mayAdd(operation).length > 0 && (
        <button type="button" class="primary toolbar-action" onClick={onAdd}><Icon name="user-plus" />{words.add}</button>
      )}
    </div>
  )
}

function NoRows({ operation, state, filtered }: { operation: Operation; state: ContactState; filtered: boolean }) {
  const words = t().access
  if (filtered) {
    return (
      <Empty icon="search" title={words.noMatch}>
        <p>{words.noMatchText}</p>
        <a class="button plain" href={href(listName(state), { operation: operation.id })}>{words.reset}</a>
      </Empty>
    )
  }
  return state === 'current'
    ? <Empty icon="users" title={words.empty}><p>{words.emptyText}</p></Empty>
    : <Empty icon="inbox" title={words.emptyArchive}><p>{words.emptyArchiveText}</p></Empty>
}
