import { now } from '../base/clock'
import { beginsOn } from '../dates/index'
import { operationWords } from './words/index'
import { t } from '../words/index'
import type { Contact, ContactStatus, OperationStatus } from '../base/types'
import { Badge, type Tone } from '../ui/Badge'

const operationTones: Record<OperationStatus, Tone> = { draft: 'warn', open: 'ok', closed: 'quiet' }
const contactTones: Record<ContactStatus, Tone> = { queued: 'info', invited: 'warn', active: 'ok', revoked: 'bad', expired: 'quiet' }

export function OperationBadge({ status }: { status: OperationStatus }) {
  return <Badge tone={operationTones[status]}>{t().operations.statuses[status]}</Badge>
}

/** For what a line waits beside a start, which its dates tell. */
export const waitsFor = ({ waits_for: wanted }: Contact): string | false =>
  !!wanted && wanted !== 'start' && operationWords().contacts.waitsFor[wanted]

export function ContactBadge({ contact }: { contact: Contact }) {
  const { status, invitation_expires: expires } = contact
  const isLate = status === 'invited' && expires !== null && new Date(expires) < now()
  if (isLate) return <Badge tone="bad">{t().access.invitationExpired}</Badge>
  if (contact.declined) return <Badge tone="quiet">{operationWords().contacts.declined}</Badge>
  if (contact.waits_for === 'start') return <Badge tone="info">{beginsOn(contact.from ?? '')}</Badge>
  return <Badge tone={contactTones[status]}>{t().access.statuses[status]}</Badge>
}
