import type { ComponentChildren, JSX } from 'preact'
import { useId } from 'preact/hooks'
import { t } from '../words/index'
import { Icon } from './Icon'

export interface Control {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': 'true' | undefined
}

interface Props {
  label: string
  hint?: string
  optional?: boolean
  /** One text, or several: one for each address for example. */
  errors?: string[]
  below?: ComponentChildren
  children: (control: Control) => JSX.Element
}

/** A label, a control, its hint and what is wrong with it, tied together for everybody. */
export function Field({ label, hint, optional, errors = [], below, children }: Props) {
  const id = useId()
  const described = [hint && `${id}-hint`, errors.length && `${id}-errors`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>{label}{optional && <span class="optional"> {t().form.optional}</span>}</label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': errors.length ? 'true' : undefined })}
      {hint && <p id={`${id}-hint`} class="hint">{hint}</p>}
      <Errors id={`${id}-errors`} errors={errors} />
      {below}
    </div>
  )
}

export function Errors({ id, errors }: { id: string; errors: string[] }) {
  if (!errors.length) return null
  return (
    <ul id={id} class="errors">
      {errors.map((error) => <li key={error}><Icon name="triangle-alert" /><span>{error}</span></li>)}
    </ul>
  )
}
