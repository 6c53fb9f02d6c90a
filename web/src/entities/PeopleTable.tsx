import type { ComponentChildren } from 'preact'
import { beginsOn, datesSay, dateWords } from '../dates/index'
import { formatDate } from '../words/format'
import { entityWords } from './words/index'
import { language, t } from '../words/index'
import { go, href } from '../base/router'
import type { Habilitation, HabilitationStatus } from '../base/types'
import { Badge, type Tone } from '../ui/Badge'
import { copy } from '../ui/copy'
import { Icon } from '../ui/Icon'
import { Lines } from '../ui/Lines'
import { Menu, type MenuItem } from '../ui/Menu'
import { Person } from '../ui/Person'
import { Table, type Column } from '../ui/Table'
import type { Selection } from '../ui/useSelection'
import { personOf, type HabilitationState } from './data'
import { draggable, mayDrag } from './drag'

export type PersonAction = 'change' | 'archive' | 'restore' | 'extend' | 'offer' | 'why'

const tones: Record<HabilitationStatus, Tone> = { queued: 'info', invited: 'warn', active: 'ok', archived: 'quiet' }
const date = (time: string) => formatDate(language(), time)

interface Props {
  state: HabilitationState
  rows: Habilitation[]
  /** Of other pages too, as far as they were read. */
  seen: Habilitation[]
  selection: Selection
  onAct: (action: PersonAction, person: Habilitation) => void
}

export function PeopleTable({ state, rows, seen, selection, onAct }: Props) {
  const words = entityWords().people
  const isCurrent = state === 'current'
  const columns: Column<Habilitation>[] = [
    { title: words.person, kind: 'main', cell: (person) => (
      <Movable person={person} together={() => seen.filter(({ id }) => selection.has(id))}><Person name={personOf(person)} email={person.email} to={href('person', { user: person.user.id })} /></Movable>
    ) },
    { title: words.team, cell: ({ team, roles }) => <Lines first={team.name} others={roles.map((role) => words.roles[role])} /> },
    ...(isCurrent ? [{ title: words.status, kind: 'status' as const, cell: (person: Habilitation) => <Status person={person} /> }] : []),
    { title: isCurrent ? words.since : words.ended, kind: 'date', cell: isCurrent ? since : ended },
    { title: t().common.actions, kind: 'actions', cell: (person) => (isCurrent
      ? <Menu label={t().access.menu(personOf(person))} groups={actions(person, onAct)}><Icon name="ellipsis-vertical" /></Menu>
      : <Restore person={person} onAct={onAct} />) },
  ]
  const ticks = { selection, nameOf: personOf, can: ({ may }: Habilitation) => may.some((one) => one === (isCurrent ? 'archive' : 'restore')) }
  return <Table label={isCurrent ? words.current : words.archived} columns={columns} rows={rows} keyOf={(person) => person.id} ticks={ticks} />
}

interface MovableProps {
  person: Habilitation
  /** The lines that are ticked: they move along with one of them. */
  together: () => Habilitation[]
  children: ComponentChildren
}

/** Can be dragged onto a team of the chart. */
function Movable({ person, together, children }: MovableProps) {
  if (!person.may.includes('change') || !mayDrag()) return <>{children}</>
  const what = () => {
    const chosen = together().filter(({ may }) => may.includes('change'))
    return { people: chosen.includes(person) ? chosen : [person] }
  }
  return <div class="movable" title={entityWords().people.drag} {...draggable(what, personOf(person))}>{children}</div>
}

function Status({ person: { status, declined, from, contacts } }: { person: Habilitation }) {
  const words = entityWords().people
  return (
    <Lines first={<Badge tone={tones[status]}>{declined ? words.declined : status === 'queued' && from ? beginsOn(from) : words.statuses[status]}</Badge>}
      others={[contacts ? words.operations(contacts) : words.noOperation]} />
  )
}

const since = (person: Habilitation) => (
  <Lines first={date(person.since)} others={[person.granted_by && <span class="by">{t().common.by(person.granted_by)}</span>, ...datesSay(person)]} />
)

const ended = ({ archived_at: at, archived_by: by, declined, reason }: Habilitation) => (
  <Lines first={at ? date(at) : t().common.none} others={[by && !declined && t().common.by(by), reason]} />
)

const whyOf = (person: Habilitation, onAct: Props['onAct']): MenuItem => ({ label: entityWords().why, icon: 'info', run: () => onAct('why', person) })

const handOverOf = (person: Habilitation): MenuItem[] =>
  person.may.includes('hand_over')
    ? [{ label: entityWords().people.handOver, icon: 'users', run: () => go(href('handover', { handover: 'new' }, { habilitation: person.id })) }]
    : []

function actions(person: Habilitation, onAct: Props['onAct']): MenuItem[][] {
  const words = t().access
  const { people } = entityWords()
  const copyIt: MenuItem = { label: words.copy, icon: 'copy', run: () => copy(person.email, words.copied(person.email), words.notCopied) }
  const change: MenuItem = { label: people.change, icon: 'user-cog', run: () => onAct('change', person) }
  const extend: MenuItem = { label: person.until ? dateWords().habilitation.extend : dateWords().setEnd, icon: 'calendar-clock', run: () => onAct('extend', person) }
  const offer: MenuItem = { label: people.offer, icon: 'undo-2', run: () => onAct('offer', person) }
  const archive: MenuItem = { label: people.archive, icon: 'user-x', danger: true, run: () => onAct('archive', person) }
  return [
    [...(person.may.includes('change') ? [copyIt, change, offer] : [copyIt]), ...(person.may.includes('extend') ? [extend] : []), whyOf(person, onAct)],
    handOverOf(person),
    person.may.includes('archive') ? [archive] : [],
  ]
}

function Restore({ person, onAct }: { person: Habilitation; onAct: Props['onAct'] }) {
  const words = entityWords().people
  return (
    <span class="row-actions">
      {person.may.includes('restore') && (
        <button type="button" class="plain" aria-label={words.restoreOf(personOf(person))} onClick={() => onAct('restore', person)}>
          <Icon name="undo-2" />{words.restore}
        </button>
      )}
      <Menu label={t().access.menu(personOf(person))} groups={[[whyOf(person, onAct)], handOverOf(person)]}><Icon name="ellipsis-vertical" /></Menu>
    </span>
  )
}
