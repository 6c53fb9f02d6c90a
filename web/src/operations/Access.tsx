// "File access management": who has access, who no longer has, and who had on a given day.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { asApiError, isGone } from '../base/api'
import { dateWords, ExtendDialog } from '../dates/index'
import { draftOf } from '../base/drafts'
import { loadRegister } from '../register/index'
import { explain } from '../words/explain'
import { t } from '../words/index'
import { nameOf } from '../words/names'
import { go, goInstead, href, pageOf, route } from '../base/router'
import type { Contact, ContactState, Operation } from '../base/types'
import { Empty } from '../ui/Empty'
import { focusSoon } from '../ui/focus'
import { lazy } from '../ui/Lazy'
import { ErrorNote, StaleNote } from '../ui/Note'
import type { Sorting, Ticks } from '../ui/Table'
import { toast } from '../ui/Toast'
import { useSeen } from '../ui/useSeen'
import { usePages } from '../ui/usePages'
import { useSelection } from '../ui/useSelection'
import { whyContact, WhyDialog } from '../why/index'
import { AccessTabs } from './AccessTabs'
import { AddDialog } from './AddDialog'
import { ArchiveTable, CurrentTable } from './ContactTables'
import { cursorBefore, extendContact, findContact, mayAdd, refreshOperation, useContacts } from './data'
import { LeaveDialog } from './LeaveDialog'
import { choosing, filtersOf, isNarrowed, listHref, NOTHING, sortedBy } from './listing'
import { Range, Toolbar } from './Listing'
import { RestoreDialog } from './RestoreDialog'
import { RevokeDialog } from './RevokeDialog'
import { SelectAll } from './SelectAll'
import { Several } from './Several'

const HEADING = 'access-heading'
/** The row that had the focus has gone to the other list. */
const focusHeading = () => focusSoon(`#${HEADING}`)

/** Few ask for it, and then it says what the register says. */
const AsOf = lazy(() => import('./AsOf'), (file) => file.AsOf, loadRegister)

type Open = { kind: 'add' | 'leave' } | { kind: 'revoke' | 'restore' | 'extend' | 'why'; contact: Contact } | null

export function Access({ operation }: { operation: Operation }) {
  const here = route.value.name === 'asOf' ? 'asOf' : route.value.name === 'archive' ? 'archived' : 'current'
  const [open, setOpen] = useState<Open>(draftOf(operation.id).open ? { kind: 'add' } : null)
  const close = () => setOpen(null)
  const finish = () => {
    close()
    focusHeading()
  }
  useAddLink(operation, () => setOpen({ kind: 'add' }))
  useRevokeLink(operation, (contact) => setOpen({ kind: 'revoke', contact }))
  const list = useMemo(() => ( // a dialog leaves it as it is
    here === 'asOf' ? <AsOf operation={operation} /> : <List key={here} operation={operation} state={here} setOpen={setOpen} />
  ), [operation, here])
  return (
    <section aria-labelledby={HEADING}>
      <h2 id={HEADING} class="hidden" tabIndex={-1}>{t().access.title}</h2>
      <AccessTabs operation={operation} here={here} />
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

/** An address that opens the dialog to add people. */
function useAddLink(operation: Operation, open: () => void): void {
  const isAsked = route.value.name === 'access' && route.value.query.has('add')
  useEffect(() => {
    if (!isAsked) return
    goInstead(listHref(operation.id, 'current', filtersOf(route.value)))
    if (mayAdd(operation).length) open()
  }, [isAsked])
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

interface ListProps {
  operation: Operation
  state: ContactState
  setOpen: (open: Open) => void
}

function List({ operation, state, setOpen }: ListProps) {
  const words = t().access
  const filters = filtersOf(route.value)
  const page = pageOf(route.value)
  const list = JSON.stringify([operation.id, state, filters])
  const lines = JSON.stringify([operation.id, state, choosing(filters)]) // ticks hold in whatever order, on every page
  const pages = usePages(list, page, (wanted, signal) => cursorBefore(operation.id, { state, ...filters }, wanted, signal))
  const selection = useSelection(lines)
  const contacts = useContacts(operation.id, { state, ...filters, after: pages.after })
  const { data } = contacts
  const shown = useRef(page) // while a page is on its way, what is said is about the lines that are there
  if (!contacts.isPlaceholderData) shown.current = page
  const [seen, see] = useSeen(lines, data?.items)
  const retry = () => void contacts.refetch()
  const rows = data?.items ?? []
  const ticks: Ticks<Contact> = { selection, nameOf, can: ({ may }) => may.some((one) => one === (state === 'current' ? 'revoke' : 'restore')) }
  const around = { operation, state, filters, data, shown: shown.current }
  const sorting: Sorting = {
    by: filters.sort || 'name', isDown: filters.order === 'desc', change: (by) => go(listHref(operation.id, state, sortedBy(filters, by))),
  }

  useEffect(() => { if (data && !contacts.isPlaceholderData) pages.learn(data.next) }, [data, contacts.isPlaceholderData])
  // The last line of a later page has gone to the other list, or an address led beyond the end.
  const isBeyond = page > 1 && (pages.isShort || (!!data && !contacts.isPlaceholderData && !rows.length))
  useEffect(() => { if (isBeyond) goInstead(listHref(operation.id, state, filters, pages.isShort ? 1 : page - 1)) }, [isBeyond])

  if (isGone(contacts.error)) return null // the operation is being asked again, and will say so
  return (
    <>
      {contacts.error && data && <StaleNote retry={() => void refreshOperation(operation.id)} />}
      <div class="card long">
        <Toolbar {...around} seen={seen} onAdd={() => setOpen({ kind: 'add' })} />
        <Range {...around} page={page} isAbove />
        <Several operation={operation} state={state} rows={seen} selection={selection} onDone={focusHeading} onAdd={() => setOpen({ kind: 'add' })}>
          <SelectAll operation={operation} state={state} filters={filters} data={data} rows={rows} ticks={ticks} onRead={see} />
        </Several>
        {contacts.error && !data && <ErrorNote error={contacts.error} retry={retry} />}
        {data && !rows.length && <NoRows operation={operation} state={state} filtered={isNarrowed(filters)} />}
        {rows.length > 0 && (state === 'current'
          ? <CurrentTable label={words.current} operation={operation} rows={rows} ticks={ticks} sorting={sorting}
              onRevoke={(contact) => setOpen({ kind: 'revoke', contact })}
              onExtend={(contact) => setOpen({ kind: 'extend', contact })} onWhy={(contact) => setOpen({ kind: 'why', contact })} onLeave={() => setOpen({ kind: 'leave' })} />
          : <ArchiveTable label={words.archived} isDraft={operation.status === 'draft'} rows={rows} ticks={ticks} sorting={sorting} onRestore={(contact) => setOpen({ kind: 'restore', contact })}
              onWhy={(contact) => setOpen({ kind: 'why', contact })} />)}
        <Range {...around} page={page} />
      </div>
    </>
  )
}

function NoRows({ operation, state, filtered }: { operation: Operation; state: ContactState; filtered: boolean }) {
  const words = t().access
  if (filtered) {
    return (
      <Empty icon="search" title={words.noMatch}>
        <p>{words.noMatchText}</p>
        <a class="button plain" href={listHref(operation.id, state, NOTHING)}>{words.reset}</a>
      </Empty>
    )
  }
  return state === 'current'
    ? <Empty icon="users" title={words.empty}><p>{words.emptyText}</p></Empty>
    : <Empty icon="inbox" title={words.emptyArchive}><p>{words.emptyArchiveText}</p></Empty>
}
