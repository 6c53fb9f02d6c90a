// What somebody loses with his habilitation, and why it cannot be ended, if so.
import { formatEnd, formatList } from '../words/format'
import { entityWords } from './words/index'
import { language, t } from '../words/index'
import type { Habilitation, HeldLine, HeldLines } from '../base/types'
import { Icon } from '../ui/Icon'

const MOST = 3

/** In the order of a sentence: the operations, the roles. Before the server has answered, the number of them. */
export function Loss({ person, lines }: { person: Habilitation; lines: HeldLines | undefined }) {
  const words = entityWords().several
  const { people } = entityWords()
  const led = person.roles.includes('team_leader') ? words.losesLead(person.team.name) : ''
  const roles = person.roles.filter((role) => role !== 'team_leader').map((role) => words.losesRole(people.roles[role]))
  return (
    <>
      <small>{[words.loses(person.contacts), led, ...roles].filter(Boolean).join(' · ')}</small>
      {lines && lines.items.length > 0 && <small>{named(lines.items)}</small>}
      {lines?.refusal && <Refusal lines={lines} />}
    </>
  )
}

function named(lines: HeldLine[]): string {
  const shown = lines.slice(0, MOST).map(({ operation }) => operation.reference)
  return [...shown, ...(lines.length > MOST ? [entityWords().several.moreLines(lines.length - MOST)] : [])].join(', ')
}

export function Refusal({ lines }: { lines: HeldLines }) {
  const words = entityWords().several
  const alone = lines.items.filter((line) => line.last_manager).map(({ operation }) => operation.reference)
  return (
    <small class="refusal">
      <Icon name="triangle-alert" />
      <span>{lines.refusal === 'last_leader' ? words.lastLeader : words.lastManager(formatList(language(), alone))}</span>
    </small>
  )
}

/** One of the lines, as it is offered back. */
export function lineSays({ side, until, operation: { status } }: HeldLine): string {
  const words = t()
  return [
    words.sides[side],
    status === 'closed' ? words.operations.statuses.closed : '',
    until ? words.access.until(formatEnd(language(), until)) : '',
  ].filter(Boolean).join(' · ')
}
