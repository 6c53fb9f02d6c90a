import type { ComponentChildren } from 'preact'
import { Icon } from './Icon'
import type { IconName } from './icons'

interface Props {
  icon: IconName
  title: string
  children?: ComponentChildren
}

/** Nothing to show, and what to do next. */
export function Empty({ icon, title, children }: Props) {
  return (
    <div class="empty">
      <span class="empty-icon"><Icon name={icon} /></span>
      <p class="empty-title">{title}</p>
      {children}
    </div>
  )
}
