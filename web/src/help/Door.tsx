// The help's frame for who is not signed in.
import type { ComponentChildren } from 'preact'
import { help } from './words/index'
import { href } from '../base/router'
import { session } from '../base/session'
import { Brand } from '../frames/Brand'
import { Preferences } from '../frames/Preferences'

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
