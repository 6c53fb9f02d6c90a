import { asApiError } from '../base/api'
import { explain } from '../words/explain'
import { t } from '../words/index'
import { nameOf } from '../words/names'
import { go, href } from '../base/router'
import { chooseEnvironment, session, signOut } from '../base/session'
import { Face } from '../ui/Face'
import { Icon } from '../ui/Icon'
import type { IconName } from '../ui/icons'
import { Menu, type MenuItem } from '../ui/Menu'
import { toast } from '../ui/Toast'
import type { Environment } from '../base/types'
import { keysOpen } from './keys'
import { shellWords } from './words/index'

const orSay = (work: Promise<void>) => { work.catch((error: unknown) => toast(explain(asApiError(error)))) }

const page = (name: 'account' | 'address' | 'notifications' | 'security' | 'browsers', icon: IconName) =>
  ({ label: t().nav[name], icon, run: () => go(href(name)) })

const handOver = (): MenuItem =>
  ({ label: t().nav.handOver, icon: 'users', run: () => go(href('handover', { handover: 'new' })) })

/** Who is signed in, for which entity: change of entity, one's own account and the way out. */
export function Account() {
  const now = session.value
  if (!now) return null
  const name = nameOf(now.user)
  const choice = (environment: Environment) => ({
    label: environment.name,
    hint: environment.side ? t().environments.sides[environment.side] : undefined,
    checked: environment.entity === now.environment?.entity,
    run: () => orSay(chooseEnvironment(environment.entity)),
  })
  return (
    <Menu label={t().nav.user(name)} kind="account" above groups={[
      now.environments.length > 1 ? now.environments.map(choice) : [],
      [page('address', 'mail'), ...(now.environment ? [handOver(), page('notifications', 'send')] : [])],
      [page('account', 'user'), page('security', 'shield-check'), page('browsers', 'laptop')],
      [{ label: shellWords().keys.title, run: () => { keysOpen.value = 'keys' } }],
      [{ label: t().nav.signOut, icon: 'log-out', run: () => orSay(signOut()) }],
    ]}>
      <Face name={name} />
      <span class="account-text">
        <strong>{name}</strong>
        <small>{now.environment?.name}</small>
      </span>
      <Icon name="chevrons-up-down" />
    </Menu>
  )
}
