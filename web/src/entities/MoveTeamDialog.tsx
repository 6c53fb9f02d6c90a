import { useState } from 'preact/hooks'
import { entityWords } from './words/index'
import { branchOf, chartOf } from './teams'
import { begin, undoDeed } from '../recent/index'
import type { Entity, Team } from '../base/types'
import { Dialog } from '../ui/Dialog'
import { FormEnd } from '../ui/FormEnd'
import { TeamField } from './TeamField'
import { toast } from '../ui/Toast'
import { useSubmit } from '../ui/useSubmit'
import { changeTeam, undoMoved } from './data'
import type { TeamDialogProps } from './TeamNameDialog'

/** Under another team that the caller leads, but never under itself. */
interface Props extends Omit<TeamDialogProps, 'entity'> {
  entity: Entity
  teams: Team[]
  /** The team it was dropped on. */
  to?: string
}

export function MoveTeamDialog({ entity, team, teams, to, onClose, onDone }: Props) {
  const words = entityWords().chart
  const [parent, setParent] = useState(to ?? team.parent ?? '')
  const own = branchOf(chartOf(teams), team.id)
  const { busy, error, submit } = useSubmit(async () => {
    if (parent === team.parent) return onDone()
    await changeTeam(entity.id, team, { parent })
    const deed = begin('team', entity.name)
    deed.note(undoMoved(entity.id, team, parent))
    onDone()
    toast(words.moved(team.name, teams.find(({ id }) => id === parent)?.name ?? ''), () => void undoDeed(deed.id))
  })
  return (
    <Dialog title={words.moveTitle(team.name)} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p class="lead">{words.moveLead}</p>
        <TeamField label={words.under} teams={teams} value={parent} can={({ id, may }) => may.includes('add_team') && !own.has(id)} onChange={setParent} />
        <FormEnd error={error} busy={busy} fieldFirst onClose={onClose}>{words.move}</FormEnd>
      </form>
    </Dialog>
  )
}
