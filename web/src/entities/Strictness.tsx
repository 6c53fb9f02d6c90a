import { explain } from '../words/explain'
import { entityWords } from './words/index'
import { asApiError } from '../base/api'
import type { Entity } from '../base/types'
import { Card } from '../ui/Card'
import { toast } from '../ui/Toast'
import { setStrictness } from './data'

/** Whether a team leader must say yes to guests of other sides: for the leaders at the root. */
export function Strictness({ entity }: { entity: Entity }) {
  const words = entityWords().strictness
  const isStrict = entity.guests_need_habilitation
  return (
    <Card title={words.title}>
      <label class="check switch">
        <input type="checkbox" role="switch" aria-checked={isStrict} checked={isStrict} onChange={() => void change(entity, !isStrict)} />
        <span>{words.label}<small>{isStrict ? words.on(entity.name) : words.off(entity.name)}</small></span>
      </label>
    </Card>
  )
}

async function change(entity: Entity, strict: boolean): Promise<void> {
  const words = entityWords().strictness.done
  try {
    await setStrictness(entity.id, strict)
    toast(strict ? words.on : words.off, () => void change(entity, !strict))
  } catch (error) {
    toast(explain(asApiError(error)))
  }
}
