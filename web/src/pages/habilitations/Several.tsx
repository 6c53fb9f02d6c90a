// One thing done to several people: they move, they go, they come back.
import { useState } from 'preact/hooks'
import { asApiError } from '../../api'
import { governance } from '../../i18n/governance/index'
import type { Entity, Habilitation, Team } from '../../types'
import { BulkDialog } from '../../ui/BulkDialog'
import { ReasonField } from '../../ui/ReasonField'
import { SelectionBar } from '../../ui/SelectionBar'
import { TeamField } from '../../ui/TeamField'
import { toast } from '../../ui/Toast'
import type { Answer } from '../../ui/useBulk'
import type { Selection } from '../../ui/useSelection'
import { archiveHabilitation, changeHabilitation, personOf, refreshEntity, restoreHabilitation, type HabilitationState } from './data'

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
  const words = governance().people
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

function MoveSeveral({ entity, people, teams, onClose }: SeveralProps & { teams: Team[] }) {
  const words = governance().several
  const [team, setTeam] = useState(people[0]?.team.id ?? '')
  const close = (answers: Answer<Habilitation>[]) => {
    onClose(answers)
    const moved = answers.filter(({ error }) => !error).map(({ row }) => row)
    const name = teams.find(({ id }) => id === team)?.name ?? ''
    if (moved.length) toast(words.moved(moved.length, name), () => void moveBack(entity, moved))
  }
  return (
    <BulkDialog title={words.move(people.length)} lead={words.moveLead} rows={people} nameOf={personOf} effect={(person) => words.moveFrom(person.team.name)}
      submit={governance().people.moveSelected} act={(person) => changeHabilitation(entity.id, person, { team })} onClose={close}>
      <TeamField label={governance().authorise.team} teams={teams} can={({ may }) => may.includes('add_people')} value={team} onChange={setTeam} />
    </BulkDialog>
  )
}

/** Everybody into the team that he came from. */
async function moveBack(entity: Entity, people: Habilitation[]): Promise<void> {
  let failed = 0
  for (const person of people) {
    const error = await changeHabilitation(entity.id, person, { team: person.team.id }).then(() => null, asApiError)
    if (error) failed += 1
  }
  void refreshEntity(entity.id)
  toast(governance().bulk.undone(people.length - failed, failed))
}

function ArchiveSeveral({ entity, people, onClose }: SeveralProps) {
  const words = governance().several
  const [reason, setReason] = useState('')
  return (
    <BulkDialog title={words.archive(people.length)} lead={words.archiveLead} rows={people} nameOf={personOf} effect={(person) => words.loses(person.contacts)}
      isDanger submit={words.archiveSubmit} act={(person) => archiveHabilitation(entity.id, person, reason.trim())} onClose={onClose}>
      <ReasonField hint={governance().bulk.reasonHint} value={reason} refused={undefined} onChange={setReason} />
    </BulkDialog>
  )
}

function RestoreSeveral({ entity, people, onClose }: SeveralProps) {
  const words = governance().several
  return (
    <BulkDialog title={words.restore(people.length)} lead={words.restoreLead} rows={people} nameOf={personOf}
      effect={(person) => words.restoreTo(person.team.name)} submit={words.restoreSubmit}
      act={(person) => restoreHabilitation(entity.id, person)} onClose={onClose} />
  )
}
