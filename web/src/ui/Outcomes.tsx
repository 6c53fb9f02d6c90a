import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { Icon } from './Icon'
import type { IconName } from './icons'

export interface Outcome {
  who: string
  says: string
  icon: IconName
  tone: 'ok' | 'warn' | 'bad' | 'quiet'
}

/** How often each came out. */
export const tally = <R extends string>(items: { result: R }[]): Partial<Record<R, number>> => {
  const found: Partial<Record<R, number>> = {}
  for (const { result } of items) found[result] = (found[result] ?? 0) + 1
  return found
}

interface Props {
  title: string
  summary: ComponentChildren
  outcomes: Outcome[]
}

/** One answer for each of several; the heading is read out when they are there. */
export function Outcomes({ title, summary, outcomes }: Props) {
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section class="results" aria-labelledby={id}>
      <h3 id={id} ref={heading} tabIndex={-1}>{title}</h3>
      <p>{summary}</p>
      {/* A long list scrolls: by keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul tabIndex={0}>
        {outcomes.map(({ who, says, icon, tone }) => (
          <li key={who} class={tone}>
            <Icon name={icon} />
            <span><strong>{who}</strong> <small>{says}</small></span>
          </li>
        ))}
      </ul>
    </section>
  )
}
