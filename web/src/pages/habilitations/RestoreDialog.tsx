import { governance } from '../../i18n/governance/index'
import { t } from '../../i18n/index'
import type { Habilitation } from '../../types'
import { Dialog } from '../../ui/Dialog'
import { ErrorNote } from '../../ui/Note'
import { Submit } from '../../ui/Submit'
import { toast } from '../../ui/Toast'
import { useSubmit } from '../../ui/useSubmit'
import { linesOf, personOf, refreshEntity, restoreHabilitation } from './data'
import type { PersonDialogProps } from './PeopleDialogs'

interface Props extends PersonDialogProps {
  onOffer: (person: Habilitation) => void
}

export function RestoreDialog({ entity, person, onClose, onDone, onOffer }: Props) {
  const words = governance().restore
  const name = personOf(person)
  const { busy, error, submit } = useSubmit(async () => {
    const restored = await restoreHabilitation(entity.id, person).finally(() => void refreshEntity(entity.id))
    const taken = await linesOf(entity.id, restored, 'archived').catch(() => null) // the person's menu offers them too
    if (taken?.items.length) onOffer(restored)
    else onDone()
    toast(restored.status === 'invited' ? words.invited(name) : words.done(name))
  })
  return (
    <Dialog title={words.title(name)} icon={{ name: 'undo-2', tone: 'ok' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p>{words.lead(person.team.name)}</p>
        <p class="lead">{words.after}</p>
        {error && <ErrorNote error={error} />}
        <div class="buttons">
          <button type="button" class="plain" autofocus onClick={onClose}>{t().common.cancel}</button>
          <Submit busy={busy}>{words.submit}</Submit>
        </div>
      </form>
    </Dialog>
  )
}
