import { formatEnd, formatStart } from '../words/format'
import { dateWords } from '../dates/index'
import { language, t } from '../words/index'
import type { AddItem, AddOutcome } from '../base/types'
import { Outcomes, tally, type Outcome } from '../ui/Outcomes'
import { whoAgrees } from './agrees'

const looks: Record<AddOutcome, Pick<Outcome, 'icon' | 'tone'>> = {
  active: { icon: 'circle-check', tone: 'ok' },
  invited: { icon: 'send', tone: 'ok' },
  queued: { icon: 'clock', tone: 'warn' },
  unchanged: { icon: 'info', tone: 'quiet' },
  refused: { icon: 'triangle-alert', tone: 'bad' },
}

/** What became of each address. The refused ones are told at the field that keeps them. */
export function AddResults({ items }: { items: AddItem[] }) {
  const words = t().add
  const handled = items.filter((item) => item.result !== 'refused')
  const says = ({ result, contact, leaders = [] }: AddItem) => {
    const { waits_for: wanted, from } = result === 'queued' && typeof contact === 'object' ? contact : {}
    if (wanted === 'publication') return words.queuedDraft
    if (wanted === 'agreement' && contact) return words.awaits(whoAgrees(leaders, contact.entity.name))
    const outcome = wanted === 'start' && from ? dateWords().begins(formatStart(language(), from)) : words.outcomes[result]
    const until = result !== 'unchanged' && typeof contact === 'object' ? contact.until : null
    return until ? [outcome, t().access.until(formatEnd(language(), until))].join(', ') : outcome
  }
  return (
    <Outcomes key={items.map((item) => item.email).join()} title={words.resultTitle}
      summary={words.summary(tally(items))}
      outcomes={handled.map((item) => ({ who: item.email, says: says(item), ...looks[item.result] }))} />
  )
}
