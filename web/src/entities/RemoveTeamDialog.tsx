import { entityWords } from './words/index'
import { Dialog } from '../ui/Dialog'
import { FormEnd } from '../ui/FormEnd'
import { toast } from '../ui/Toast'
import { useSubmit } from '../ui/useSubmit'
import { removeTeam } from './data'
import type { TeamDialogProps } from './TeamNameDialog'

export function RemoveTeamDialog({ entity, team, onClose, onDone }: TeamDialogProps) {
  const words = entityWords().chart
  const { busy, error, submit } = useSubmit(async () => {
    await removeTeam(entity, team)
    onDone()
    toast(words.removed(team.name))
  })
  return (
    <Dialog title={words.removeTitle(team.name)} icon={{ name: 'trash-2', tone: 'bad' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p class="lead">{words.removeLead}</p>
        <FormEnd error={error} busy={busy} danger onClose={onClose}>{words.remove}</FormEnd>
      </form>
    </Dialog>
  )
}
