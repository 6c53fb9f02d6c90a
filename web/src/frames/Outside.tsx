// The frame of the pages before the door: a card in the middle, language and appearance below.
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { t } from '../words/index'
import { whoIs } from '../words/names'
import { href } from '../base/router'
import { another, session } from '../base/session'
import { Brand } from './Brand'
import { Preferences } from './Preferences'
import { useTitle } from './useTitle'

interface Props {
  title: string
  wide?: boolean
  children: ComponentChildren
}

/** A link may be about another account than the one that is signed in in this browser. */
function Present() {
  const now = session.value
  return now && !another.value ? <p class="hint">{t().acting.signedIn(whoIs(now))}</p> : null
}

export function Outside({ title, wide = false, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useTitle(title)
  // A new card is a new page: the heading is read out, unless a field has taken the focus.
  useLayoutEffect(() => {
    if (!document.activeElement || document.activeElement === document.body) heading.current?.focus()
  }, [])
  return (
    <div class="outside">
      <main class={wide ? 'door wide' : 'door'}>
        <Brand />
        <h1 ref={heading} tabIndex={-1}>{title}</h1>
        {children}
        <Present />
      </main>
      <footer>
        <Preferences />
        <a href={href('help')}>{t().nav.help}</a>
      </footer>
    </div>
  )
}
