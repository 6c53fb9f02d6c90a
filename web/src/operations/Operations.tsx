import { t } from '../words/index'
import { formatNumber } from '../words/format'
import { language } from '../words/index'
import { goInstead, href, route } from '../base/router'
import { Head } from '../frames/Head'
import { session } from '../base/session'
import { listTitle } from '../frames/listTitle'
import type { OperationLine, OperationStatus, Side } from '../base/types'
import { Choice } from '../ui/Choice'
import { Empty } from '../ui/Empty'
import { Icon } from '../ui/Icon'
import { ErrorNote, StaleNote } from '../ui/Note'
import { Found } from '../ui/Found'
import { Pager } from '../ui/Pager'
import { RowsSwitch } from '../ui/Rows'
import { Search } from '../ui/Search'
import { Table, type Column } from '../ui/Table'
import { usePaged } from '../ui/usePages'
import { operationsAfter } from './data'
import { OperationBadge } from './Status'
import { Strip, useWaiting } from '../waiting/index'

interface Filters {
  q: string
  status: string
  side: string
}

const narrow = (filters: Filters, change: Partial<Filters>) => goInstead(href('operations', {}, { ...filters, ...change }))

/** The operations of the entity for which one is acting. The filters live in the address. */
export function Operations() {
  const query = route.value.query
  const filters = { q: query.get('q') ?? '', status: query.get('status') ?? '', side: query.get('side') ?? '' }
  const list = usePaged(JSON.stringify(filters), operationsAfter(filters))
  const isAsked = Object.values(filters).some(Boolean)
  const waiting = useWaiting() // the strip comes first: it does not push away what is already looked at
  const title = listTitle()
  return (
    <>
      <Head title={title} actions={session.value?.environment?.creator && <New />} />
      <Strip waiting={waiting.data} />
      {list.error && list.data && <StaleNote retry={() => void list.refetch()} />}
      {!waiting.isPending && <section class="card" aria-label={title}>
        <Toolbar filters={filters} />
        <Found isAsked={isAsked} list={list} count={t().operations.found} nothing={t().operations.noMatch} />
        {list.error && !list.data && <ErrorNote error={list.error} retry={() => void list.refetch()} />}
        {list.data && <Lines lines={list.data.items} filtered={isAsked} />}
        <Pager {...list} />
      </section>}
    </>
  )
}

const New = () => <a class="button primary" href={href('compose')}><Icon name="plus" />{t().operations.create}</a>

function Toolbar({ filters }: { filters: Filters }) {
  const words = t().operations
  const statuses: OperationStatus[] = ['draft', 'open', 'closed']
  const sides: Side[] = ['manager', 'lender', 'borrower']
  return (
    <div class="toolbar">
      <Search label={words.search} value={filters.q} onChange={(q) => narrow(filters, { q })} />
      <Choice label={words.filterStatus} any={words.anyStatus} value={filters.status as OperationStatus}
        options={statuses.map((value) => ({ value, label: words.statuses[value] }))}
        onChange={(status) => narrow(filters, { status })} />
      <Choice label={words.filterSide} any={words.anySide} value={filters.side as Side}
        options={sides.map((value) => ({ value, label: t().sides[value] }))}
        onChange={(side) => narrow(filters, { side })} />
      <span class="toolbar-action"><RowsSwitch /></span>
    </div>
  )
}

function Lines({ lines, filtered }: { lines: OperationLine[]; filtered: boolean }) {
  const words = t().operations
  if (!lines.length) return filtered ? <NoMatch /> : <Empty icon="folder-open" title={words.empty}><p>{words.emptyText}</p></Empty>
  const columns: Column<OperationLine>[] = [
    { title: words.name, kind: 'main', cell: (line) => <Name line={line} /> },
    { title: words.manager, cell: (line) => line.manager?.name ?? t().common.none },
    { title: words.side, cell: (line) => t().sides[line.side] },
    { title: words.status, kind: 'status', cell: (line) => <OperationBadge status={line.status} /> },
    { title: words.contacts, cell: (line) => <span class="figures">{formatNumber(language(), line.contacts)}</span> },
  ]
  return <Table label={listTitle()} columns={columns} rows={lines} keyOf={(line) => line.id} />
}

function Name({ line }: { line: OperationLine }) {
  return (
    <div class="two-lines">
      <a href={href('operation', { operation: line.id })} class="row-link">{line.name}</a>
      <small class="figures">{line.reference}</small>
    </div>
  )
}

function NoMatch() {
  const words = t().operations
  return (
    <Empty icon="search" title={words.noMatch}>
      <p>{words.noMatchText}</p>
      <a class="button plain" href={href('operations')}>{words.reset}</a>
    </Empty>
  )
}
