import { operationWords } from './words/index'
import { t } from '../words/index'
import { session } from '../base/session'
import type { Side } from '../base/types'
import { focusSoon } from '../ui/focus'
import { Icon } from '../ui/Icon'
import { withEntity, type Part } from './composition'
import { EntityPicker } from './EntityPicker'

const sides: Side[] = ['manager', 'lender', 'borrower']
const LEGEND = 'participations-legend'

interface Props {
  parts: Part[]
  refused: string | undefined
  onChange: (parts: Part[]) => void
}

/** Who takes part on which side. One's own entity stays among the managers: one would lock oneself out. */
export function Participations({ parts, refused, onChange }: Props) {
  const words = operationWords().compose
  const set = (id: string, side: Side) => onChange(parts.map((part) => (part.entity.id === id ? { ...part, side } : part)))
  const remove = (id: string) => {
    onChange(parts.filter((part) => part.entity.id !== id))
    focusSoon(`#${LEGEND}`)
  }
  return (
    <fieldset class="participations" aria-describedby={refused && 'participations-refused'}>
      <legend id={LEGEND} tabIndex={-1}>{words.participations}</legend>
      <p class="hint">{words.participationsHint}</p>
      <ul>
        {parts.map((part) => <Line key={part.entity.id} part={part} set={(side) => set(part.entity.id, side)} remove={() => remove(part.entity.id)} />)}
      </ul>
      {refused && <p id="participations-refused" class="errors">{refused}</p>}
      <EntityPicker taken={parts.map((part) => part.entity.id)} onPick={(entity) => onChange(withEntity(parts, entity))} />
    </fieldset>
  )
}

function Line({ part, set, remove }: { part: Part; set: (side: Side) => void; remove: () => void }) {
  const words = operationWords().compose
  const { id, name } = part.entity
  const isOwn = id === session.value?.environment?.entity
  return (
    <li>
      <span class="two-lines"><strong>{name}</strong>{isOwn && <small>{words.own}</small>}</span>
      {isOwn ? <span class="fixed">{t().sides[part.side]}</span> : (
        <>
          <select aria-label={words.side(name)} value={part.side} onChange={(event) => set(event.currentTarget.value as Side)}>
            {sides.map((side) => <option key={side} value={side}>{t().sides[side]}</option>)}
          </select>
          <button type="button" class="ghost square" aria-label={words.remove(name)} title={words.remove(name)} onClick={remove}><Icon name="x" /></button>
        </>
      )}
    </li>
  )
}
