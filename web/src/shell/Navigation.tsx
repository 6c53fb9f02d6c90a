import { t } from '../i18n/index'
import { href, route } from '../router'
import { session } from '../session'
import type { Side } from '../types'
import { Icon } from '../ui/Icon'
import { Account } from './Account'
import { Brand } from './Brand'
import { listTitle } from './listTitle'
import { Preferences } from './Preferences'

const group = (side: Side | null | undefined) => (side === 'lender' ? t().nav.debt : null)

export function Navigation() {
  const side = session.value?.environment?.side
  const heading = group(side)
  const isHere = !['unknown', 'account', 'security', 'browsers'].includes(route.value.name)
  return (
    <div class="side">
      <Brand />
      <nav aria-label={t().nav.label}>
        {heading && <h2 id="nav-group">{heading}</h2>}
        <ul aria-labelledby={heading ? 'nav-group' : undefined}>
          <li>
            <a href={href(side === 'borrower' ? 'home' : 'operations')} aria-current={isHere ? 'page' : undefined}>
              <Icon name={side === 'lender' ? 'inbox' : 'folder-open'} />{listTitle()}
            </a>
          </li>
        </ul>
      </nav>
      <Preferences />
      <Account />
    </div>
  )
}
