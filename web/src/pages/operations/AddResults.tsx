import { useEffect, useRef } from 'preact/hooks'
import { t } from '../../i18n/index'
import type { AddItem, AddOutcome } from '../../types'
import { Icon } from '../../ui/Icon'
import type { IconName } from '../../ui/icons'

const icons: Record<AddOutcome, { icon: IconName; tone: string }> = {
  active: { icon: 'circle-check', tone: 'ok' },
  invited: { icon: 'send', tone: 'ok' },
  queued: { icon: 'clock', tone: 'warn' },
  unchanged: { icon: 'info', tone: 'quiet' },
  refused: { icon: 'triangle-alert', tone: 'bad' },
}

/** What became of each address. The refused ones are told at the field that keeps them. */
export function AddResults({ items, isDraft }: { items: AddItem[]; isDraft: boolean }) {
  const words = t().add
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [items])
  const handled = items.filter((item) => item.result !== 'refused')
  const says = ({ result }: AddItem) => (result === 'queued' && isDraft ? words.queuedDraft : words.outcomes[result])
  return (
    <section class="results" aria-labelledby="add-results">
      <h3 id="add-results" ref={heading} tabIndex={-1}>{words.resultTitle}</h3>
      <p>{words.summary(handled.length, items.length - handled.length)}</p>
      <ul>
        {handled.map((item) => (
          <li key={item.email} class={icons[item.result].tone}>
            <Icon name={icons[item.result].icon} />
            <span><strong>{item.email}</strong> <small>{says(item)}</small></span>
          </li>
        ))}
      </ul>
    </section>
  )
}
