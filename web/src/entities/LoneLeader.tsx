import { useState } from 'preact/hooks'
import { entityWords } from './words/index'
import type { Entity, Team } from '../base/types'
import { Note } from '../ui/Note'
import { AuthoriseDialog } from './AuthoriseDialog'

/** Nobody could authorise anybody if the only leader at the root were away: he can name a second one. */
export function LoneLeader({ entity, teams, root }: { entity: Entity; teams: Team[]; root: Team }) {
  const words = entityWords().lone
  const [open, setOpen] = useState(false)
  return (
    <>
      <Note tone="warn" icon="triangle-alert">
        <p>{words.text(entity.name)}</p>
        <button type="button" class="plain small" onClick={() => setOpen(true)}>{words.action}</button>
      </Note>
      {open && <AuthoriseDialog entity={entity} teams={teams} team={root} roles={['team_leader']} onClose={() => setOpen(false)} />}
    </>
  )
}
