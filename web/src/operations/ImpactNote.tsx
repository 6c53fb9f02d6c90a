// What revoking would leave: whose entity has nobody any more, and what waits on the person.
import { draftOf, keepDraft } from '../base/drafts'
import { operationWords } from './words/index'
import type { Impact, ImpactWaiting, Operation } from '../base/types'
import { WaitingNote } from '../several/index'
import { Note } from '../ui/Note'
import { mayAdd } from './data'

interface Props {
  operation: Operation
  impact: Impact
  /** To the dialog that adds people; it finds for whom. */
  onAdd: () => void
}

export function ImpactNote({ operation, impact, onAdd }: Props) {
  const words = operationWords().impact
  const alone = impact.entities.filter(({ left }) => left === 0)
  const canAdd = alone.find(({ entity }) => mayAdd(operation).some((part) => part.entity.id === entity.id))
  const add = (entity: string) => {
    keepDraft(operation.id, { ...draftOf(operation.id), open: true, entity })
    onAdd()
  }
  return (
    <>
      {alone.length > 0 && (
        <Note tone="warn" icon="triangle-alert">
          <p>{alone.length > 1 ? words.nobodyOf(alone.length) : words.nobody(alone[0]?.entity.name ?? '')}</p>
          {canAdd && <button type="button" class="plain small" onClick={() => add(canAdd.entity.id)}>{words.addFirst}</button>}
        </Note>
      )}
      <WaitingNote title={words.waiting} waiting={impact.waiting} says={saysWaiting} />
    </>
  )
}

function saysWaiting({ kind, person, request, as }: ImpactWaiting): string {
  const words = operationWords().impact
  if (kind === 'decision') return words.decision(person.name)
  if (kind === 'handover') return as === 'successor' ? words.successor(person.name) : words.leaver(person.name)
  return request === 'leave' ? words.asksToLeave(person.name) : words.waitsForYes(person.name)
}

/** Of many lines: entity by entity, where nobody is left first. */
export function ImpactSummary({ impact }: { impact: Impact }) {
  const words = operationWords().impact
  return (
    <ul class="impact">
      {impact.entities.map(({ entity, lines, left }) => (
        <li key={entity.id} class={left ? undefined : 'warn'}><strong>{entity.name}</strong> <small>{words.ofEntity(lines, left)}</small></li>
      ))}
    </ul>
  )
}
