import { AgainField, dateWords, useDates } from '../dates/index'
import { datesAgain } from '../base/dates'
import { formatStart } from '../words/format'
import { entityWords } from './words/index'
import { language } from '../words/index'
import type { Habilitation } from '../base/types'
import { Dialog } from '../ui/Dialog'
import { FormEnd } from '../ui/FormEnd'
import { toast } from '../ui/Toast'
import { useSubmit } from '../ui/useSubmit'
import { linesOf, personOf, refreshEntity, restoreHabilitation } from './data'
import type { PersonDialogProps } from './dialogs'

interface Props extends PersonDialogProps {
  onOffer: (person: Habilitation) => void
}

export function RestoreDialog({ entity, person, onClose, onDone, onOffer }: Props) {
  const words = entityWords().restore
  const name = personOf(person)
  const { field, isGood, terms } = useDates(datesAgain(person), person.latest_until)
  const { busy, error, submit } = useSubmit(async () => {
    if (!isGood()) return
    const restored = await restoreHabilitation(entity.id, person, terms()).finally(() => void refreshEntity(entity.id))
    const taken = await linesOf(entity.id, restored, 'archived').catch(() => null) // the person's menu offers them too
    if (taken?.items.length) onOffer(restored)
    else onDone()
    if (restored.status === 'queued' && restored.from) toast(dateWords().authorised(name, formatStart(language(), restored.from)))
    else toast(restored.status === 'invited' ? words.invited(name) : words.done(name))
  })
  return (
    <Dialog title={words.title(name)} icon={{ name: 'undo-2', tone: 'ok' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p>{words.lead(person.team.name)}</p>
        <p class="lead">{words.after}</p>
        <AgainField was={person.until} {...field} refused={error?.fields} />
        <FormEnd error={error} busy={busy} onClose={onClose}>{words.submit}</FormEnd>
      </form>
    </Dialog>
  )
}
