import { useState } from 'preact/hooks'
import { entityWords } from './words/index'
import type { Team } from '../base/types'
import { Dialog } from '../ui/Dialog'
import { FormEnd } from '../ui/FormEnd'
import { TeamField } from './TeamField'
import { toast } from '../ui/Toast'
import { useSubmit } from '../ui/useSubmit'
import { begin, undoDeed } from '../recent/index'
import { changeHabilitation, personOf, refreshEntity, undoChanged } from './data'
import type { PersonDialogProps } from './dialogs'
import { RolesField } from './RolesField'

export function ChangeDialog({ entity, person, teams, onClose, onDone }: PersonDialogProps & { teams: Team[] }) {
  const words = entityWords()
  const [team, setTeam] = useState(person.team.id)
  const [roles, setRoles] = useState(person.roles)
  const { busy, error, submit } = useSubmit(async () => {
    const changed = await changeHabilitation(entity.id, person, { team, roles }).finally(() => void refreshEntity(entity.id))
    const deed = begin('change', entity.name)
    deed.note(undoChanged(entity.id, person, changed))
    onDone()
    toast(words.change.done(personOf(person)), () => void undoDeed(deed.id))
  })
  return (
    <Dialog title={words.change.title(personOf(person))} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <TeamField label={words.authorise.team} teams={teams} can={({ may }) => may.includes('add_people')} value={team}
          errors={error?.fields.team ? [error.fields.team] : []} onChange={setTeam} />
        <RolesField entity={entity.id} value={roles} had={person.roles} onChange={setRoles} />
        <FormEnd error={error} busy={busy} fieldFirst onClose={onClose}>{words.chart.save}</FormEnd>
      </form>
    </Dialog>
  )
}
