// What stands around a list of lines: how it is narrowed, its views, which part of it is shown, and the file of it.
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { asApiError } from '../base/api'
import { now } from '../base/clock'
import { today } from '../base/dates'
import { go, goInstead } from '../base/router'
import { session } from '../base/session'
import type { Contact, Contacts, ContactState, ContactStatus, Operation, Side } from '../base/types'
import { explain } from '../words/explain'
import { formatNumber } from '../words/format'
import { language, t } from '../words/index'
import { Choice } from '../ui/Choice'
import { download } from '../ui/download'
import { Icon } from '../ui/Icon'
import { Menu, type MenuItem } from '../ui/Menu'
import { Steps, toTop } from '../ui/Pager'
import { RowsSwitch } from '../ui/Rows'
import { Search } from '../ui/Search'
import { toast } from '../ui/Toast'
import { useWide } from '../ui/useWide'
import { contactsSheet, mayAdd } from './data'
import { listHref, NOTHING, PAGE, SORTS, sortOf, viewsOf, withSort, type ContactFilters, type SortChoice, type View } from './listing'
import { ForgetViews, SaveView } from './Views'
import { operationWords } from './words/index'

const STATUSES: Record<ContactState, ContactStatus[]> = { current: ['active', 'invited', 'queued'], archived: ['revoked', 'expired'] }
const SIDES: Side[] = ['manager', 'lender', 'borrower']
/** Below it the first line would stand under a pile of lists to choose from: they are folded away with the other filters. */
const ROOM = '(min-width: 40rem)'
/** One file holds so many. */
const SHEET = 10_000

const figure = (n: number) => formatNumber(language(), n)

interface Props {
  operation: Operation
  state: ContactState
  filters: ContactFilters
  data: Contacts | undefined
  /** The page of which the lines are. */
  shown: number
}

/** What is typed changes the address in place; what is chosen can be gone back from. */
const narrowing = ({ operation, state, filters }: Omit<Props, 'data' | 'shown'>) => (change: Partial<ContactFilters>, way = go) =>
  way(listHref(operation.id, state, { ...filters, ...change }))

export function Toolbar({ seen, onAdd, ...props }: Props & { seen: Contact[]; onAdd: () => void }) {
  const { operation, state, filters, data } = props
  const words = t().access
  const list = operationWords().list
  const narrow = narrowing(props)
  const isManager = operation.side === 'manager'
  const hasRoom = useWide(ROOM)
  const folded = hasRoom ? [] : [isManager && filters.entity, filters.status]
  const more = [...folded, isManager && filters.side, filters.added_by, filters.endless, filters.unproved].filter(Boolean).length
  const [turned, turn] = useState<boolean | null>(null) // by hand; else they show where one of them is set
  const isOpen = turned ?? more > 0
  const entities = operation.participations.map(({ entity }) => ({ value: entity.id, label: entity.name }))
  const first = (
    <>
      {entities.length > 1 && isManager && (
        <Choice label={words.filterEntity} any={words.anyEntity} value={filters.entity} options={entities} onChange={(entity) => narrow({ entity })} />
      )}
      <Statuses state={state} value={filters.status} counts={data?.counts} onChange={(status) => narrow({ status })} />
    </>
  )
  return (
    <>
      <div class="toolbar">
        <Search label={words.search} value={filters.q} onChange={(q) => narrow({ q }, goInstead)} />
        {hasRoom && first}
        <button type="button" class="plain folding" aria-expanded={isOpen} onClick={() => turn(!isOpen)}>
          <Icon name="list-filter" /><span class="wording">{more ? list.filtersOn(more) : list.filters}</span>
        </button>
        {state === 'current' && mayAdd(operation).length > 0 && (
          <button type="button" class="primary toolbar-action" onClick={onAdd}><Icon name="user-plus" /><span class="wording">{words.add}</span></button>
        )}
      </div>
      {isOpen && <More {...props} seen={seen}>{!hasRoom && first}</More>}
    </>
  )
}

interface StatusProps {
  state: ContactState
  value: string
  counts: Contacts['counts'] | undefined
  onChange: (status: string) => void
}

function Statuses({ state, value, counts, onChange }: StatusProps) {
  const list = operationWords().list
  const named = (status: ContactStatus) => t().access.statuses[status]
  const one = STATUSES[state].map((status) => ({ value: status as string, label: counts ? list.counted(named(status), figure(counts[status])) : named(status) }))
  const options = value.includes(',') ? [...one, { value, label: list.severalStatuses }] : one
  return <Choice label={t().access.status} any={list.anyStatus} value={value} options={options} onChange={onChange} />
}

/** Who has given lines, as far as they were seen; and the one who is asked for. */
function givers(seen: Contact[], chosen: string) {
  const known = new Map(seen.flatMap(({ added_by_id: id, added_by: name }) => (id && name ? [[id, name] as const] : [])))
  if (chosen && !known.has(chosen)) known.set(chosen, '…')
  return [...known].map(([value, label]) => ({ value, label })).toSorted((one, two) => one.label.localeCompare(two.label))
}

function More({ seen, children, ...props }: Props & { seen: Contact[]; children: ComponentChildren }) {
  const { operation, filters } = props
  const list = operationWords().list
  const narrow = narrowing(props)
  const box = (name: 'endless' | 'unproved') => (
    <label class="check">
      <input type="checkbox" checked={filters[name] === 'true'} onChange={(event) => narrow({ [name]: event.currentTarget.checked ? 'true' : '' })} />
      {list[name]}
    </label>
  )
  return (
    <div class="toolbar more-filters">
      {children}
      {operation.side === 'manager' && (
        <Choice label={list.side} any={list.anySide} value={filters.side as Side | ''} options={SIDES.map((side) => ({ value: side, label: t().sides[side] }))}
          onChange={(side) => narrow({ side })} />
      )}
      <Choice label={list.givenBy} any={list.anyGiver} value={filters.added_by} options={givers(seen, filters.added_by)} onChange={(giver) => narrow({ added_by: giver })} />
      {box('endless')}
      {props.state === 'current' && box('unproved')}
      <label class="sort-choice">
        {list.sort}
        <select value={sortOf(filters)} onChange={(event) => narrow(withSort(filters, event.currentTarget.value as SortChoice))}>
          {SORTS.filter((sort) => props.state === 'current' || !/since|until/.test(sort)).map((sort) => <option key={sort} value={sort}>{list.sorts[sort]}</option>)}
        </select>
      </label>
    </div>
  )
}

interface RangeProps extends Props {
  page: number
  /** The one above the list also says what a search has found, and offers what concerns the list as a whole. */
  isAbove?: boolean
}

export function Range({ page, isAbove = false, ...props }: RangeProps) {
  const { operation, state, filters, data, shown } = props
  const list = operationWords().list
  const first = (shown - 1) * PAGE
  const lines = data?.items.length ?? 0
  const isOne = page === 1 && !data?.next
  if (!isAbove && (isOne || !data)) return null
  const says = !data ? '' : lines ? list.range(figure(first + 1), figure(first + lines), figure(Math.max(data.total, first + lines))) : list.nothing
  const to = (next: number, from: Element) => {
    go(listHref(operation.id, state, filters, next))
    if (!isAbove) toTop(from)
  }
  return (
    <div class={isAbove ? 'pager above' : 'pager'}>
      <span role={isAbove ? 'status' : undefined}>{says}</span>
      {isAbove && <Whole {...props} />}
      {!isOne && (
        <Steps label={isAbove ? list.pager : list.pagerBelow} page={page} next={data?.next} to={to} />
      )}
    </div>
  )
}

/** Views of the list, and the file of it. */
function Whole({ operation, state, filters, data }: Omit<Props, 'shown'>) {
  const list = operationWords().list
  const user = session.value?.user.id ?? ''
  const [open, setOpen] = useState<'save' | 'forget' | null>(null)
  const views = viewsOf(user).filter((view) => view.operation === undefined || view.operation === operation.id)
  const to = (view: View): MenuItem =>
    ({ label: view.name, run: () => go(listHref(operation.id, view.state, { ...NOTHING, ...view.filters })) })
  const close = () => setOpen(null)
  return (
    <span class="pager-tools">
      <Menu label={list.views} kind="plain" groups={[
        [{ label: list.everybody, run: () => go(listHref(operation.id, state, NOTHING)) }, ...views.map(to)],
        [{ label: list.saveView, run: () => setOpen('save') }, ...(views.length ? [{ label: list.forget, run: () => setOpen('forget') }] : [])],
      ]}>
        {list.views}
      </Menu>
      <RowsSwitch />
      <Export operation={operation} state={state} filters={filters} total={data?.total ?? 0} />
      {open === 'save' && <SaveView operation={operation} state={state} filters={filters} user={user} onClose={close} />}
      {open === 'forget' && <ForgetViews views={views} user={user} onClose={close} />}
    </span>
  )
}

function Export({ operation, state, filters, total }: Omit<Props, 'data' | 'shown'> & { total: number }) {
  const list = operationWords().list
  const [isRunning, setRunning] = useState(false)
  const run = async () => {
    if (total > SHEET) {
      toast(list.tooMany)
      return
    }
    setRunning(true)
    try {
      const text = await contactsSheet(operation.id, state, filters)
      download(`${list.file(operation.reference, today(now()))}.csv`, 'text/csv;charset=utf-8', text)
      toast(list.exported(total))
    } catch (error) {
      toast(explain(asApiError(error), true))
    } finally {
      setRunning(false)
    }
  }
  return (
    <button type="button" class="plain" disabled={isRunning || !total} onClick={() => void run()}>
      <Icon name="download" />{isRunning ? list.exporting : list.export}
    </button>
  )
}
