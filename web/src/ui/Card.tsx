import type { ComponentChildren } from 'preact'

interface Props {
  title: string
  lead?: string
  /** What stands beside the title: a badge, a button. */
  beside?: ComponentChildren
  /** The heading's own id, for what has to bring the focus back to it. */
  id?: string
  children: ComponentChildren
}

export function Card({ title, lead, beside, id, children }: Props) {
  return (
    <section class="card">
      <header class="card-head">
        <h2 id={id} tabIndex={id ? -1 : undefined}>{title}</h2>
        {beside}
        {lead && <p>{lead}</p>}
      </header>
      {children}
    </section>
  )
}
