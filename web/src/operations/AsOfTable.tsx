import { beginsOn } from '../dates/index'
import { registerWords } from '../register/index'
import type { AccessLine } from '../base/types'
import { formatDate, formatEnd } from '../words/format'
import { language, t } from '../words/index'
import { Badge } from '../ui/Badge'
import { Lines } from '../ui/Lines'
import { Person } from '../ui/Person'
import { Table, type Column } from '../ui/Table'
import { operationWords } from './words/index'

const date = (time: string) => <time dateTime={time}>{formatDate(language(), time)}</time>

export const AsOfTable = ({ rows }: { rows: AccessLine[] }) =>
  <Table label={operationWords().asOf.title} columns={columns()} rows={rows} keyOf={({ contact }) => contact} />

function columns(): Column<AccessLine>[] {
  const words = operationWords().asOf
  const access = t().access
  return [
    { title: access.contact, kind: 'main', cell: ({ person }) => <Person name={person.name ?? person.email} email={person.email} unnamed="" /> },
    { title: access.entity, brief: true, cell: ({ entity, side }) => <Lines first={entity.name} others={[t().sides[side]]} /> },
    { title: words.dates, cell: Dates },
    { title: words.given, kind: 'date', cell: Given },
    { title: words.since, kind: 'status', cell: ({ ended }) => (
      ended ? <Badge tone="quiet">{words.ended(formatDate(language(), ended))}</Badge> : <Badge tone="ok">{words.open}</Badge>
    ) },
  ]
}

/** As they were set then, whatever became of them. */
function Dates({ from, until }: AccessLine) {
  const end = until ? t().access.until(formatEnd(language(), until)) : operationWords().asOf.noEnd
  return <Lines first={from ? beginsOn(from) : end} others={[from && end]} />
}

function Given({ granted_at: at, granted_by: giver, how, reason }: AccessLine) {
  if (!at) return <>{t().common.none}</>
  const { actions, other } = registerWords()
  return <Lines first={date(at)} others={[giver && t().common.by(giver.name ?? giver.email), how && (actions[how] ?? other), reason]} />
}
