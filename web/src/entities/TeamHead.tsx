import { useState } from 'preact/hooks'
import { entityWords } from './words/index'
import { chartOf, pathTo, rowsOf } from './teams'
import type { Entity, Team, TeamAction } from '../base/types'
import { focusSoon } from '../ui/focus'
import { Icon } from '../ui/Icon'
import type { IconName } from '../ui/icons'
import { Menu, type MenuItem } from '../ui/Menu'
import { MoveTeamDialog } from './MoveTeamDialog'
import { RemoveTeamDialog } from './RemoveTeamDialog'
import { TeamNameDialog } from './TeamNameDialog'

export const HEADING = 'team-heading'

type Action = Exclude<TeamAction, 'add_people'>
const icons: Record<Action, IconName> = { add_team: 'plus', rename: 'pencil', move: 'corner-left-up', remove: 'trash-2' }

interface Props {
  entity: Entity
  teams: Team[]
  team: Team
  /** The team has been removed: its parent comes into its place. */
  onGone: (parent: string) => void
}

/** The chosen team, and what can be done to it. */
export function TeamHead({ entity, teams, team, onGone }: Props) {
  const words = entityWords().chart
  const [open, setOpen] = useState<Action | null>(null)
  const close = () => setOpen(null)
  const finish = () => {
    close()
    focusSoon(`#${HEADING}`)
  }
  const labels: Record<Action, string> = { add_team: words.add, rename: words.rename, move: words.move, remove: words.remove }
  const items = (actions: Action[]): MenuItem[] => actions.filter((action) => team.may.includes(action)).map((action) => (
    { label: labels[action], icon: icons[action], danger: action === 'remove', run: () => setOpen(action) }
  ))
  const groups = [items(['add_team', 'rename', 'move']), items(['remove'])]
  const people = rowsOf(chartOf(teams)).find((node) => node.team.id === team.id)?.people ?? team.people
  const shared = { entity: entity.id, team, onClose: close, onDone: finish }
  return (
    <header class="team-head">
      <div>
        <h2 id={HEADING} tabIndex={-1}>{team.name}</h2>
        <small>{[...pathTo(teams, team.id).slice(0, -1).map(({ name }) => name), words.counts(people, team.leaders)].join(' · ')}</small>
      </div>
      {groups.some((group) => group.length) && (
        <Menu label={words.menu(team.name)} groups={groups}><Icon name="ellipsis-vertical" /></Menu>
      )}
      {(open === 'add_team' || open === 'rename') && <TeamNameDialog {...shared} isNew={open === 'add_team'} />}
      {open === 'move' && <MoveTeamDialog {...shared} entity={entity} teams={teams} />}
      {open === 'remove' && <RemoveTeamDialog {...shared} onDone={() => { close(); onGone(team.parent ?? '') }} />}
    </header>
  )
}
