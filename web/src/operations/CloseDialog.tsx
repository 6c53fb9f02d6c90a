import { DatesField, useDates } from '../dates/index'
import type { End } from '../base/dates'
import { operationWords } from './words/index'
import type { Operation } from '../base/types'
import { Dialog } from '../ui/Dialog'
import { focusSoon } from '../ui/focus'
import { FormEnd } from '../ui/FormEnd'
import { toast } from '../ui/Toast'
import { useSubmit } from '../ui/useSubmit'
import { closeOperation } from './data'

const ENDS: End[] = ['none', 'd90', 'day']

export function CloseDialog({ operation, onClose }: { operation: Operation; onClose: () => void }) {
  const words = operationWords().life
  const { field, isGood, terms } = useDates()
  const { busy, error, submit } = useSubmit(async () => {
    if (!isGood()) return
    await closeOperation(operation.id, terms().until)
    onClose()
    focusSoon('h1')
    toast(words.closed(operation.name))
  })
  return (
    <Dialog title={words.closeTitle(operation.name)} icon={{ name: 'lock', tone: 'bad' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p>{words.closeLead}</p>
        <p><strong>{words.closeWarning}</strong></p>
        <DatesField endOnly label={words.closeUntil} hint={words.closeUntilHint} ends={ENDS} {...field} refused={error?.fields} />
        <FormEnd error={error} busy={busy} danger onClose={onClose}>{words.close}</FormEnd>
      </form>
    </Dialog>
  )
}
