import type { ComponentChildren } from 'preact'
import type { ApiError } from '../base/api'
import { t } from '../words/index'
import { ErrorNote } from './Note'
import { Submit } from './Submit'

interface Props {
  /** What useSubmit of the form gives. */
  error: ApiError | null
  busy: boolean
  danger?: boolean
  /** The focus begins on the first field, instead of on Cancel. */
  fieldFirst?: boolean
  onClose: () => void
  /** What the button says that does it. */
  children: ComponentChildren
}

/** The end of a dialog's form: what was refused, and the buttons that leave it or do it. */
export function FormEnd({ error, busy, danger = false, fieldFirst = false, onClose, children }: Props) {
  return (
    <>
      {error && <ErrorNote error={error} />}
      <div class="buttons">
        <button type="button" class="plain" autofocus={!fieldFirst} onClick={onClose}>{t().common.cancel}</button>
        <Submit busy={busy} kind={danger ? 'danger-fill' : 'primary'}>{children}</Submit>
      </div>
    </>
  )
}
