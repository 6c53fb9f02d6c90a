// The help's frame for who is not signed in.
import type { ComponentChildren } from 'preact'
import { help } from '../../i18n/help/index'
import { href } from '../../router'
import { session } from '../../session'
import { Brand } from '../../shell/Brand'
import { Preferences } from '../../shell/Preferences'

export function Door({ children }: { children: ComponentChildren }) {
  const words = help().words
  return (
    <div class="help-door">
      <header>
        <Brand />
        <a class="button plain" href={href('home')}>{session.value ? words.back : words.signIn}</a>
      </header>
      <main>{children}</main>
      <footer><Preferences /></footer>
    </div>
  )
}
