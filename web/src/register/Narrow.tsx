import { registerWords } from './words/index'
import { InWords } from '../ui/InWords'
import type { Filters, Subject } from './data'

type Group = 'contact' | 'operation' | 'habilitation' | 'request' | 'handover' | 'team'

/** By the first word of an action's code. */
const groupOf: Record<string, Group> = {
  contact: 'contact', invitation: 'contact', leave: 'contact', operation: 'operation', participation: 'operation', habilitation: 'habilitation',
  leader: 'habilitation', address: 'habilitation', request: 'request', handover: 'handover', team: 'team', guests: 'team', entity: 'team',
}
const groups: Record<Subject, Group[]> = {
  operation: ['contact', 'operation', 'request', 'handover'],
  entity: ['habilitation', 'contact', 'operation', 'request', 'handover', 'team'],
}

interface Props {
  of: Subject
  filters: Filters
  onChange: (change: Partial<Filters>) => void
}

/** Which decisions, and of which days. */
export function Narrow({ of, filters, onChange }: Props) {
  const words = registerWords()
  const actions = Object.entries(words.actions)
  const inGroup = (group: Group) => actions.filter(([code]) => (groupOf[code.split('_')[0] ?? ''] ?? 'team') === group)
  return (
    <>
      <select aria-label={words.filterAction} value={filters.action} onChange={(event) => onChange({ action: event.currentTarget.value })}>
        <option value="">{words.anyAction}</option>
        {groups[of].map((group) => (
          <optgroup key={group} label={words.groups[group]}>
            {inGroup(group).map(([code, name]) => <option key={code} value={code}>{name}</option>)}
          </optgroup>
        ))}
      </select>
      <div class="day-field">
        <label class="day">{words.from}
          <input type="date" max={filters.to || undefined} value={filters.from} onChange={(event) => onChange({ from: event.currentTarget.value })} />
        </label>
        <InWords day={filters.from} />
      </div>
      <div class="day-field">
        <label class="day">{words.to}
          <input type="date" min={filters.from || undefined} value={filters.to} onChange={(event) => onChange({ to: event.currentTarget.value })} />
        </label>
        <InWords day={filters.to} />
      </div>
    </>
  )
}
