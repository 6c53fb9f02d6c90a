import { useState } from 'preact/hooks'
import { entityWords } from './words/index'
import type { Team } from '../base/types'
import { Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { FormEnd } from '../ui/FormEnd'
import { toast } from '../ui/Toast'
import { useFocus } from '../ui/useFocus'
import { useSubmit } from '../ui/useSubmit'
import { addTeam, changeTeam } from './data'

export interface TeamDialogProps {
  entity: string
  team: Team
  onClose: () => void
  onDone: () => void
}

/** A name for a new team below this one, or another name for this one. */
export function TeamNameDialog({ entity, team, isNew, onClose, onDone }: TeamDialogProps & { isNew: boolean }) {
  const words = entityWords().chart
  const field = useFocus<HTMLInputElement>()
  const [name, setName] = useState(isNew ? '' : team.name)
  const [isMissing, setMissing] = useState(false)
  const { busy, error, submit } = useSubmit(async () => {
    const wanted = name.trim()
    setMissing(!wanted)
    if (!wanted) return field.current?.focus()
    if (isNew) await addTeam(entity, team.id, wanted)
    else await changeTeam(entity, team, { name: wanted })
    onDone()
    toast(isNew ? words.added(wanted) : words.renamed(wanted))
  })
  return (
    <Dialog title={isNew ? words.addTitle(team.name) : words.renameTitle(team.name)} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <Field label={words.name} errors={[isMissing ? words.needName : '', error?.fields.name ?? ''].filter(Boolean)}>
          {(control) => (
            <input {...control} ref={field} required maxLength={100} autocomplete="off" value={name}
              onInput={(event) => setName(event.currentTarget.value)} />
          )}
        </Field>
        <FormEnd error={error} busy={busy} fieldFirst onClose={onClose}>{isNew ? words.add : words.save}</FormEnd>
      </form>
    </Dialog>
  )
}
