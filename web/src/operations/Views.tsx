// Views of the lists of lines: one is saved under a name, others are deleted.
import { useState } from 'preact/hooks'
import type { ContactState, Operation } from '../base/types'
import { t } from '../words/index'
import { Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { Icon } from '../ui/Icon'
import { toast } from '../ui/Toast'
import { forgetView, keepView, viewOf, type ContactFilters, type View } from './listing'
import { operationWords } from './words/index'

interface SaveProps {
  operation: Operation
  state: ContactState
  filters: ContactFilters
  user: string
  onClose: () => void
}

export function SaveView({ operation, state, filters, user, onClose }: SaveProps) {
  const list = operationWords().list
  const [name, setName] = useState('')
  const [isEmpty, setEmpty] = useState(false)
  const save = (event: Event) => {
    event.preventDefault()
    const wanted = name.trim()
    setEmpty(!wanted)
    if (!wanted) return
    keepView(user, viewOf(wanted, operation.id, state, filters))
    toast(list.saved(wanted))
    onClose()
  }
  return (
    <Dialog title={list.saveTitle} onClose={onClose}>
      <form noValidate onSubmit={save}>
        <p class="lead">{list.saveLead}</p>
        <Field label={list.viewName} errors={isEmpty ? [list.needName] : []}>
          {(control) => (
            <input {...control} type="text" autofocus maxLength={60} autocomplete="off" value={name} onInput={(event) => setName(event.currentTarget.value)} />
          )}
        </Field>
        <div class="buttons">
          <button type="button" class="plain" onClick={onClose}>{t().common.cancel}</button>
          <button type="submit" class="primary">{list.save}</button>
        </div>
      </form>
    </Dialog>
  )
}

export function ForgetViews({ views, user, onClose }: { views: View[]; user: string; onClose: () => void }) {
  const list = operationWords().list
  const [left, setLeft] = useState(views)
  const forget = (view: View) => {
    forgetView(user, view)
    const others = left.filter((one) => one !== view)
    setLeft(others)
    if (!others.length) onClose()
  }
  return (
    <Dialog title={list.forgetTitle} onClose={onClose}>
      <ul class="views">
        {left.map((view) => (
          <li key={view.name}>
            {view.name}
            <button type="button" class="ghost square" aria-label={list.forgetOne(view.name)} title={list.forgetOne(view.name)} onClick={() => forget(view)}>
              <Icon name="trash-2" />
            </button>
          </li>
        ))}
      </ul>
      <div class="buttons"><button type="button" class="primary" autofocus onClick={onClose}>{t().common.close}</button></div>
    </Dialog>
  )
}
