// What archiving leaves behind: operations where nobody of the entity has access any more, and what waits on the people.
import { formatList } from '../words/format'
import { entityWords } from './words/index'
import { language } from '../words/index'
import type { Entity, HeldLine, HeldLines, ImpactWaiting } from '../base/types'
import { WaitingNote } from '../several/index'
import { Note } from '../ui/Note'
import { Refusal } from './Loss'

const MOST = 5

export function ArchiveImpact({ entity, lines }: { entity: Entity; lines: HeldLines[] }) {
  const words = entityWords().impact
  const left = withNobody(lines.flatMap(({ items }) => items))
  const waiting = lines.flatMap((one) => one.waiting ?? [])
  return (
    <>
      {left.length > 0 && <Note tone="warn" icon="triangle-alert"><p>{words.nobody(entity.name, left.length, named(left))}</p></Note>}
      <WaitingNote title={words.waiting} waiting={waiting} says={saysWaiting} />
    </>
  )
}

/** Of one person: also why he cannot be archived, if so; of several, each has it on his line. */
export function ArchiveOneImpact({ entity, lines }: { entity: Entity; lines: HeldLines }) {
  return (
    <>
      {lines.refusal && <p><Refusal lines={lines} /></p>}
      <ArchiveImpact entity={entity} lines={[lines]} />
    </>
  )
}

/** The references of the operations that only those have open for the entity whose lines these are. */
export function withNobody(lines: HeldLine[]): string[] {
  const open = lines.filter(({ status }) => status === 'active')
  const going = new Map<string, number>()
  for (const { operation } of open) going.set(operation.id, (going.get(operation.id) ?? 0) + 1)
  return [...new Set(open.filter(({ operation, left }) => left < (going.get(operation.id) ?? 0)).map(({ operation }) => operation.reference))]
}

function named(references: string[]): string {
  const shown = references.slice(0, MOST)
  const more = references.length - shown.length
  return more ? `${shown.join(', ')} ${entityWords().several.moreLines(more)}` : formatList(language(), shown)
}

function saysWaiting({ kind, person, request, as }: ImpactWaiting): string {
  const words = entityWords().impact
  if (kind === 'handover') return as === 'successor' ? words.successor(person.name) : words.leaver(person.name)
  return request === 'leave' ? words.asksToLeave(person.name) : words.asks(person.name)
}
