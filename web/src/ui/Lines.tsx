import type { ComponentChildren } from 'preact'

/** What matters, and below it in small what belongs to it. */
export function Lines({ first, others }: { first: ComponentChildren; others: ComponentChildren[] }) {
  return <span class="two-lines">{first}{others.filter(Boolean).map((other, i) => <small key={i}>{other}</small>)}</span>
}
