import type { ComponentChildren } from 'preact'

interface Props {
  busy: boolean
  kind?: 'primary' | 'danger-fill'
  children: ComponentChildren
}

/** Stays focusable while it works: a disabled button would drop the keyboard's place. */
export function Submit({ busy, kind = 'primary', children }: Props) {
  return <button type="submit" class={kind} aria-disabled={busy} aria-busy={busy}>{children}</button>
}
