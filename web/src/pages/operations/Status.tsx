import { beginsOn } from '../../dated/says'
import { waitsForStart } from '../../dates'
import { t } from '../../i18n/index'
import type { Contact, ContactStatus, OperationStatus } from '../../types'
import { Badge, type Tone } from '../../ui/Badge'

const operationTones: Record<OperationStatus, Tone> = { draft: 'warn', open: 'ok', closed: 'quiet' }
const contactTones: Record<ContactStatus, Tone> = { queued: 'info', invited: 'warn', active: 'ok', revoked: 'bad', expired: 'quiet' }

export function OperationBadge({ status }: { status: OperationStatus }) {
  return <Badge tone={operationTones[status]}>{t().operations.statuses[status]}</Badge>
}

export function ContactBadge({ contact }: { contact: Contact }) {
  const { status, invitation_expires: expires } = contact
  const isLate = status === 'invited' && expires !== null && new Date(expires) < new Date()
  if (isLate) return <Badge tone="bad">{t().access.invitationExpired}</Badge>
  if (waitsForStart(contact)) return <Badge tone="info">{beginsOn(contact.from ?? '')}</Badge>
  return <Badge tone={contactTones[status]}>{t().access.statuses[status]}</Badge>
}
