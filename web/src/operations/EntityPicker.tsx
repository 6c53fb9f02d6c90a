import { useRef, useState } from 'preact/hooks'
import { operationWords } from './words/index'
import type { EntityName, Named } from '../base/types'
import { Field } from '../ui/Field'
import { Icon } from '../ui/Icon'
import { useEntities } from './data'

const SHOWN = 8

interface Props {
  taken: string[]
  onPick: (entity: Named) => void
}

/** Search and pick: what fits shows below the field as plain buttons; Enter takes the first. */
export function EntityPicker({ taken, onPick }: Props) {
  const words = operationWords().compose
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const q = text.trim()
  const found = useEntities(q, SHOWN + taken.length)
  const fits = q ? (found.data?.items ?? []).filter(({ id }) => !taken.includes(id)).slice(0, SHOWN) : []
  const pick = ({ id, name }: EntityName) => {
    onPick({ id, name })
    setText('')
    field.current?.focus()
  }
  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault() // it would send the whole form
    if (fits[0] && !found.isPlaceholderData) pick(fits[0])
  }
  return (
    <div class="picker">
      <Field label={words.find} hint={words.findHint}>
        {(control) => (
          <input {...control} ref={field} type="search" autocomplete="off" maxLength={100} value={text} onKeyDown={enter}
            onInput={(event) => setText(event.currentTarget.value)} />
        )}
      </Field>
      <p role="status" class="hint">{q && found.data ? words.found(fits.length) : ''}</p>
      <ul>{fits.map((entity) => <li key={entity.id}><Pick entity={entity} onPick={() => pick(entity)} /></li>)}</ul>
    </div>
  )
}

function Pick({ entity, onPick }: { entity: EntityName; onPick: () => void }) {
  return (
    <button type="button" class="item" onClick={onPick}>
      <Icon name="plus" />
      <span class="item-text">{entity.name}<small>{operationWords().compose.kinds[entity.kind]}</small></span>
    </button>
  )
}
