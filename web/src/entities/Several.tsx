// One thing done to several people: they move, they go, they come back.
import { useState } from 'preact/hooks'
import { DatesField, useDates } from '../dates/index'
import { datesAgain, earliest } from '../base/dates'
import { entityWords } from './words/index'
import type { Entity, Habilitation, Team } from '../base/types'
import { type Answer, BulkDialog, SelectionBar, severalWords } from '../several/index'
import { ReasonField } from '../ui/ReasonField'
import { TeamField } from './TeamField'
import { toast } from '../ui/Toast'
import type { Selection } from '../ui/useSelection'
import { Loss } from './Loss'
import { begin, undoDeed } from '../recent/index'
import { ArchiveImpact } from './ArchiveImpact'
import { archiveNoting, changeHabilitation, personOf, refreshEntity, restoreHabilitation, undoChanged, undoRestored, useLinesOf, type HabilitationState } from './data'

interface Props {
  entity: Entity
  teams: Team[]
  state: HabilitationState
  rows: Habilitation[]
  selection: Selection
  onDone: () => void
}

type Kind = 'move' | 'archive' | 'restore'

export function Several({ entity, teams, state, rows, selection, onDone }: Props) {
  const words = entityWords().people
  const [open, setOpen] = useState<{ kind: Kind; people: Habilitation[] } | null>(null)
  const chosen = rows.filter(({ id }) => selection.has(id))
  const start = (kind: Kind) => () => setOpen({ kind, people: chosen })
  const close = (answers: Answer<Habilitation>[]) => {
    setOpen(null)
    if (!answers.length) return
    selection.clear()
    void refreshEntity(entity.id)
    onDone()
  }
  const shared = { entity, people: open?.people ?? [], onClose: close }
  return (
    <>
      <SelectionBar count={chosen.length} onClear={selection.clear}>
        {state === 'archived'
          ? <button type="button" class="plain" onClick={start('restore')}>{words.restoreSelected}</button>
          : <>
              <button type="button" class="plain" onClick={start('move')}>{words.moveSelected}</button>
              <button type="button" class="plain" onClick={start('archive')}>{words.archiveSelected}</button>
            </>}
      </SelectionBar>
      {open?.kind === 'move' && <MoveSeveral {...shared} teams={teams} />}
      {open?.kind === 'archive' && <ArchiveSeveral {...shared} />}
      {open?.kind === 'restore' && <RestoreSeveral {...shared} />}
    </>
  )
}

interface SeveralProps {
  entity: Entity
  people: Habilitation[]
  onClose: (answers: Answer<Habilitation>[]) => void
}

interface MoveProps extends SeveralProps {
  teams: Team[]
  /** The team they were dropped on. */
  to?: string
}

export function MoveSeveral({ entity, people, teams, to, onClose }: MoveProps) {
  const words = entityWords().several
  const [team, setTeam] = useState(to ?? people[0]?.team.id ?? '')
  const [deed] = useState(() => begin('change', entity.name))
  const move = async (person: Habilitation) => deed.note(undoChanged(entity.id, person, await changeHabilitation(entity.id, person, { team })))
  const close = (answers: Answer<Habilitation>[]) => {
    onClose(answers)
    const moved = answers.filter(({ error }) => !error)
    const name = teams.find(({ id }) => id === team)?.name ?? ''
    if (moved.length) toast(words.moved(moved.length, name), () => void undoDeed(deed.id))
  }
  return (
    <BulkDialog title={words.move(people.length)} lead={words.moveLead} rows={people} nameOf={personOf} effect={(person) => words.moveFrom(person.team.name)}
      submit={entityWords().people.moveSelected} act={move} onClose={close}>
      <TeamField label={entityWords().authorise.team} teams={teams} can={({ may }) => may.includes('add_people')} value={team} onChange={setTeam} />
    </BulkDialog>
  )
}

function ArchiveSeveral({ entity, people, onClose }: SeveralProps) {
  const words = entityWords().several
  const [reason, setReason] = useState('')
  const [deed] = useState(() => begin('archive', entity.name))
  const lines = useLinesOf(entity.id, people, 'current')
  const close = (answers: Answer<Habilitation>[]) => {
    onClose(answers)
    const archived = answers.filter(({ error }) => !error)
    if (archived.length) toast(words.archived(archived.length), () => void undoDeed(deed.id))
  }
  const effect = (person: Habilitation) => <Loss person={person} lines={lines.data?.[people.indexOf(person)]} />
  return (
    <BulkDialog title={words.archive(people.length)} lead={words.archiveLead} rows={people} nameOf={personOf} effect={effect}
      isDanger submit={words.archiveSubmit} act={(person) => archiveNoting(entity, person, reason.trim(), deed)} onClose={close}>
      {lines.data && <ArchiveImpact entity={entity} lines={lines.data} />}
      <ReasonField hint={severalWords().reasonHint} value={reason} refused={undefined} onChange={setReason} />
    </BulkDialog>
  )
}

function RestoreSeveral({ entity, people, onClose }: SeveralProps) {
  const words = entityWords().several
  const [deed] = useState(() => begin('again', entity.name))
  const latest = earliest(people)
  const { field, isGood, terms } = useDates(datesAgain({ until: people.find(({ until }) => until)?.until ?? null, latest_until: latest }), latest)
  const restore = async (person: Habilitation) => {
    await restoreHabilitation(entity.id, person, terms())
    deed.note(undoRestored(entity.id, person))
  }
  return (
    <BulkDialog title={words.restore(people.length)} lead={words.restoreLead} rows={people} nameOf={personOf}
      effect={(person) => words.restoreTo(person.team.name)} submit={words.restoreSubmit} ready={isGood} act={restore} onClose={onClose}>
      <DatesField {...field} refused={undefined} />
    </BulkDialog>
  )
}
