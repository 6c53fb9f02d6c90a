// The record of every decision about access: read only, the latest first. Of an operation, or of an entity and its people.
import { formatEnd, formatTime, zoneName } from '../words/format'
import { registerWords } from './words/index'
import { language, t } from '../words/index'
import { goInstead, href, route } from '../base/router'
import type { Person, RegisterLine } from '../base/types'
import { Address } from '../ui/Address'
import { Empty } from '../ui/Empty'
import { Lines } from '../ui/Lines'
import { ErrorNote, StaleNote } from '../ui/Note'
import { Found } from '../ui/Found'
import { Pager } from '../ui/Pager'
import { RowsSwitch } from '../ui/Rows'
import { Table, type Column } from '../ui/Table'
import { usePaged } from '../ui/usePages'
import { endsIn, filtersOf, registerAfter, type Filters, type Subject } from './data'
import { Export } from './Export'
import { Narrow } from './Narrow'

interface RegisterProps {
  of: Subject
  id: string
  /** Whose it is: the name of the entity, the reference of the operation. */
  name: string
}

const HEADING = 'register-heading'

export function Register({ of, id, name }: RegisterProps) {
  const words = registerWords()
  const path = `${of === 'operation' ? 'operations' : 'entities'}/${encodeURIComponent(id)}/register`
  const filters = filtersOf(route.value.query)
  const lines = usePaged(JSON.stringify([path, filters]), registerAfter(of, id, path, filters))
  const isAsked = Object.values(filters).some(Boolean)
  const retry = () => void lines.refetch()
  const show = (change: Partial<Filters>) => goInstead(here(of, id, { ...filters, ...change }))
  return (
    <section aria-labelledby={HEADING}>
      <h2 id={HEADING} class="hidden" tabIndex={-1}>{words.title}</h2>
      <p class="lead">{of === 'entity' ? words.ofEntity(name) : words.ofOperation} {words.zone(zoneName())}</p>
      {lines.error && lines.data && <StaleNote retry={retry} />}
      <div class="card register">
        <div class="toolbar">
          <Narrow of={of} filters={filters} onChange={show} />
          <span class="toolbar-action pager-tools"><RowsSwitch /><Export path={path} name={name} filters={filters} /></span>
        </div>
        <Found isAsked={isAsked} list={lines} count={words.found} nothing={words.noMatch} />
        {lines.error && !lines.data && <ErrorNote error={lines.error} retry={retry} />}
        {lines.data && (lines.data.items.length
          ? <Table label={words.title} columns={columns(of)} rows={lines.data.items.map((line, place) => ({ ...line, place }))} keyOf={keyOf} />
          : <NoLines filtered={isAsked} reset={here(of, id)} />)}
        <Pager {...lines} />
      </div>
    </section>
  )
}

const here = (of: Subject, id: string, filters?: Filters) =>
  (of === 'operation' ? href('register', { operation: id }, { ...filters }) : href('entityRegister', {}, { ...filters }))

/** Two decisions of one instant are told apart by their place on the page. */
type Placed = RegisterLine & { place: number }
const keyOf = ({ at, place }: Placed): string => `${at} ${place}`

function columns(of: Subject): Column<Placed>[] {
  const words = registerWords()
  const none = t().common.none
  const entity: Column<Placed> = { title: words.entity, cell: (line) => line.entity?.name ?? none }
  const operation: Column<Placed> = { title: words.operation, cell: ({ operation: about }) => (
    about ? <Lines first={about.name} others={[<span class="figures">{about.reference}</span>]} /> : none
  ) }
  return [
    { title: words.when, kind: 'date', cell: ({ at }) => <time dateTime={at}>{formatTime(language(), at)}</time> },
    { title: words.decision, kind: 'main', cell: ({ action, reason }) => (
      <span class="two-lines"><strong>{words.actions[action] ?? words.other}</strong>{reason && <small>{reasonSays(reason)}</small>}</span>
    ) },
    { title: words.person, cell: ({ subject }) => (subject ? <Named person={subject} /> : none) },
    of === 'operation' ? entity : operation,
    { title: words.by, cell: ({ actor }) => <Named person={actor} /> },
  ]
}

/** Another end is written as "old/new". */
function reasonSays(reason: string): string {
  const ends = endsIn(reason)
  const words = registerWords()
  const [before = '', now = ''] = ends?.map((end) => (end ? formatEnd(language(), end) : words.noEnd)) ?? []
  return ends ? words.end(now, before) : reason
}

function Named({ person }: { person: Person | null }) {
  if (!person) return <>{registerWords().service}</>
  const address = <Address email={person.email} />
  return person.name && person.name !== person.email ? <Lines first={person.name} others={[address]} /> : address
}

function NoLines({ filtered, reset }: { filtered: boolean; reset: string }) {
  const words = registerWords()
  if (!filtered) return <Empty icon="scroll-text" title={words.empty} />
  return (
    <Empty icon="search" title={words.noMatch}>
      <p>{words.noMatchText}</p>
      <a class="button plain" href={reset}>{words.reset}</a>
    </Empty>
  )
}
