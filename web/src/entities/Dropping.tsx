// What follows when somebody, several or a team have been dropped on a team: one person moves at once, with a way back;
// the rest is asked first.
import { useEffect } from 'preact/hooks'
import { asApiError } from '../base/api'
import { explain } from '../words/explain'
import { entityWords } from './words/index'
import { begin, undoDeed } from '../recent/index'
import type { Entity, Habilitation, Team } from '../base/types'
import { toast } from '../ui/Toast'
import { changeHabilitation, refreshEntity, undoChanged } from './data'
import type { Dragged } from './drag'
import { MoveTeamDialog } from './MoveTeamDialog'
import { MoveSeveral } from './Several'

export interface Drop {
  what: Dragged
  on: Team
}

async function moveOne(entity: Entity, person: Habilitation, team: Team): Promise<void> {
  try {
    const deed = begin('change', entity.name)
    deed.note(undoChanged(entity.id, person, await changeHabilitation(entity.id, person, { team: team.id })))
    toast(entityWords().several.moved(1, team.name), () => void undoDeed(deed.id))
  } catch (error) {
    toast(explain(asApiError(error)))
  } finally {
    void refreshEntity(entity.id)
  }
}

export function Dropping({ entity, teams, drop, onClose }: { entity: Entity; teams: Team[]; drop: Drop; onClose: () => void }) {
  const { what, on } = drop
  const [one, ...others] = 'people' in what ? what.people : []
  const isOne = !!one && !others.length
  useEffect(() => {
    if (!isOne) return
    onClose()
    void moveOne(entity, one, on)
  }, [])
  if (isOne) return null
  if ('team' in what) return <MoveTeamDialog entity={entity} team={what.team} teams={teams} to={on.id} onClose={onClose} onDone={onClose} />
  const finish = () => {
    void refreshEntity(entity.id)
    onClose()
  }
  return <MoveSeveral entity={entity} people={what.people} teams={teams} to={on.id} onClose={finish} />
}
