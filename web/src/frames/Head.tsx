import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { t } from '../words/index'
import { href, route } from '../base/router'
import { Icon } from '../ui/Icon'
import { useTitle } from './useTitle'

export interface Crumb {
  label: string
  href: string
}

interface Props {
  title: string
  /** What the browser's title adds before the page's own. */
  within?: string
  crumbs?: Crumb[]
  /** The last crumb: the page itself. */
  here?: string
  badge?: ComponentChildren
  actions?: ComponentChildren
  /** Not on the pages of the help itself. */
  withHelp?: boolean
}

/** Leads to the article about this page; which one that is, the help knows. */
function HelpHere() {
  const { name, params } = route.value
  return (
    <a class="ghost square" aria-label={t().nav.helpHere} title={t().nav.helpHere} href={href('help', {}, { page: name, operation: params.operation })}>
      <Icon name="circle-question-mark" />
    </a>
  )
}

/** Crumbs, title, badge, actions. The title takes the focus as its page opens, so that it is read out: at once, or it would
 * take it from who has gone on. */
export function Head({ title, within = '', crumbs = [], here, badge, actions, withHelp = true }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useTitle(within, title)
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [])
  return (
    <header class="head">
      {crumbs.length > 0 && (
        <nav class="crumbs" aria-label={t().nav.breadcrumb}>
          <ol>
            {crumbs.map((crumb) => <li key={crumb.href}><a href={crumb.href}>{crumb.label}</a><Icon name="chevron-right" /></li>)}
            {here && <li aria-current="page">{here}</li>}
          </ol>
        </nav>
      )}
      <div class="head-line">
        <h1 ref={heading} tabIndex={-1}>{title}</h1>
        <span class="head-line">{badge}{withHelp && <HelpHere />}</span>
        {actions && <div class="head-actions">{actions}</div>}
      </div>
    </header>
  )
}
