// What waits for the reader, group by group; one group with all it has.
import { href, route } from '../base/router'
import type { Waiting as Answer, WaitingGroup, WaitingItem } from '../base/types'
import { Head } from '../frames/Head'
import { Empty } from '../ui/Empty'
import { ErrorNote, StaleNote } from '../ui/Note'
import { Table, type Column } from '../ui/Table'
import { formatDate, formatNumber } from '../words/format'
import { language, t } from '../words/index'
import { groups, present, useWaiting, type Group } from './data'
import { waitingWords } from './words/index'

const ALL = 100
const chosen = (): Group | undefined => groups.find((group) => group === route.value.query.get('group'))

export function Waiting() {
  const words = waitingWords()
  const only = chosen()
  const found = useWaiting(only && ALL)
  const retry = () => void found.refetch()
  const crumbs = only ? [{ label: words.title, href: href('waiting') }] : []
  return (
    <>
      <Head title={only ? words.groups[only].title : words.title} crumbs={crumbs} />
      {found.error && found.data && <StaleNote retry={retry} />}
      {found.error && !found.data && <ErrorNote error={found.error} retry={retry} />}
      {found.data && <Groups waiting={found.data} only={only} />}
    </>
  )
}

function Groups({ waiting, only }: { waiting: Answer; only: Group | undefined }) {
  const words = waitingWords()
  const shown = present(waiting).filter(([group]) => !only || group === only)
  if (!shown.length) {
    return (
      <section class="card" aria-label={words.title}>
        <Empty icon="check" title={words.nothing}>
          <p>{words.nothingText}</p>
          <a class="button plain" href={href('operations')}>{words.toOperations}</a>
        </Empty>
      </section>
    )
  }
  return <>{shown.map(([group, content]) => <Section key={group} group={group} content={content} isAll={group === only} />)}</>
}

interface SectionProps {
  group: Group
  content: WaitingGroup
  isAll: boolean
}

function Section({ group, content, isAll }: SectionProps) {
  const words = waitingWords()
  const { title, todo } = words.groups[group]
  const id = `waiting-${group}`
  const rest = content.count - content.items.length
  return (
    <section class="card waiting" aria-labelledby={id}>
      <header class="card-head">
        <h2 id={id} class={isAll ? 'hidden' : undefined}>{title}</h2>
        <span class="count">{formatNumber(language(), content.count)}</span>
        <p>{todo}</p>
      </header>
      <Table label={title} columns={columnsOf(group)} rows={content.items} keyOf={(item) => item.id} />
      {rest > 0 && <p class="card-foot">{isAll ? words.more(rest) : <a href={content.href}>{words.all(content.count)}</a>}</p>}
    </section>
  )
}

/** Whom, or what, it is about comes first and leads to where it is looked after. */
function columnsOf(group: Group): Column<WaitingItem>[] {
  const words = waitingWords()
  const isOfPeople = group !== 'lone_managers' && group !== 'lone_leaders'
  const columns: Column<WaitingItem>[] = []
  if (isOfPeople) {
    columns.push({ title: words.person, kind: 'main', cell: (item) => <Main href={item.href} name={item.person?.name ?? ''} more={item.person?.email} /> })
  } else {
    columns.push({ title: words.where, kind: 'main', cell: (item) =>
      <Main href={item.href} name={item.operation?.name ?? item.entity?.name ?? ''} more={item.operation?.reference} /> })
  }
  if (isOfPeople) {
    columns.push({ title: words.entity, cell: (item) => item.entity?.name ?? t().common.none })
    if (group !== 'handovers') columns.push({ title: words.operation, cell: (item) => <Operation item={item} /> })
    columns.push({ title: words.groups[group].when, kind: 'date', cell: (item) => (item.at ? formatDate(language(), item.at) : t().common.none) })
  }
  return columns
}

function Main({ href: target, name, more }: { href: string; name: string; more: string | undefined }) {
  return (
    <div class="two-lines">
      <a class="row-link" href={target}>{name}</a>
      {more && more !== name && <small class={more.includes('@') ? undefined : 'figures'}>{more}</small>}
    </div>
  )
}

function Operation({ item }: { item: WaitingItem }) {
  if (!item.operation) return <>{t().common.none}</>
  return <div class="two-lines"><span>{item.operation.name ?? item.operation.reference}</span>{item.operation.name && <small class="figures">{item.operation.reference}</small>}</div>
}
