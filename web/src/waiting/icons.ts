import type { IconName } from '../ui/icons'
import type { Group } from './data'

export const icons: Record<Group, IconName> = {
  requests: 'key-round',
  handovers: 'send',
  invitations_failed: 'mail',
  invitations_expired: 'clock',
  ending: 'calendar-clock',
  lone_managers: 'user',
  lone_leaders: 'user',
  unproved: 'shield-check',
}
