import { t } from '../words/index'
import { recentShown, undoable } from '../recent/index'
import { href, type RouteName } from '../base/router'
import { session } from '../base/session'
import type { Side } from '../base/types'
import { Icon } from '../ui/Icon'
import type { IconName } from '../ui/icons'
import { Account } from './Account'
import { Brand } from '../frames/Brand'
import { listTitle } from '../frames/listTitle'
import { Preferences } from '../frames/Preferences'
import { total, useWaiting } from '../waiting/index'

const group = (side: Side | null | undefined) => (side === 'lender' ? t().nav.debt : null)

/** What the navigation has an entry for. */
export type Section = 'waiting' | 'operations' | 'habilitations' | 'requests' | 'help'

interface Props {
  /** That of the page which is open; some have none. */
  here: Section | undefined
}

export function Navigation({ here }: Props) {
  const environment = session.value?.environment
  const side = environment?.side
  const heading = group(side)
  const waiting = useWaiting().data
  return (
    <div class="side">
      <Brand />
      <nav aria-label={t().nav.label}>
        {heading && <h2 id="nav-group"><a href={href('home')}>{heading}</a></h2>}
        <ul aria-labelledby={heading ? 'nav-group' : undefined}>
          <Entry to={side === 'borrower' ? 'home' : 'operations'} isHere={here === 'operations'} icon={side === 'lender' ? 'inbox' : 'folder-open'}
            label={listTitle()} />
        </ul>
        <ul>
          <Entry to="waiting" isHere={here === 'waiting'} icon="clock" label={t().nav.waiting} count={total(waiting)} says={t().nav.allWaiting} />
          {environment?.client && environment.team_leader
            && <Entry to="habilitations" isHere={here === 'habilitations'} icon="network" label={t().nav.habilitations} />}
          <Entry to="requests" isHere={here === 'requests'} icon="key-round" label={t().nav.requests}
            count={waiting && waiting.requests.count + waiting.handovers.count} says={t().nav.toDecide} />
          {undoable.value > 0 && <Undo />}
          <Entry to="help" isHere={here === 'help'} icon="circle-question-mark" label={t().nav.help} />
        </ul>
      </nav>
      <Preferences />
      <Account />
    </div>
  )
}

interface EntryProps {
  to: RouteName
  isHere: boolean
  icon: IconName
  label: string
  count?: number | undefined
  /** What the number is of. */
  says?: (n: number) => string
}

function Entry({ to, isHere, icon, label, count = 0, says }: EntryProps) {
  return (
    <li>
      <a href={href(to)} aria-current={isHere ? 'page' : undefined}>
        <Icon name={icon} />{label}
        {count > 0 && <> <span class="count" title={says?.(count)}>{count}</span></>}
      </a>
    </li>
  )
}

/** What was done in the last minutes: there is a way back. */
function Undo() {
  return (
    <li>
      <button type="button" class="entry" onClick={() => { recentShown.value = true }}>
        <Icon name="undo-2" />{t().nav.recent} <span class="count">{undoable.value}</span>
      </button>
    </li>
  )
}
