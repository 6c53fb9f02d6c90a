import { endsSoon, isAhead } from '../dates'
import { formatDate } from '../i18n/format'
import { governance } from '../i18n/governance/index'
import { language, t } from '../i18n/index'
import { Badge } from '../ui/Badge'

interface Dated {
  from: string | null
  until: string | null
}

export const beginsOn = (from: string): string => governance().dated.from(formatDate(language(), from))

/** Of somebody who has access or will: a start that is to come, and the end, marked when it is near. */
export function datesSay({ from, until }: Dated) {
  const end = until && t().access.until(formatDate(language(), until))
  return [from && isAhead(from) && beginsOn(from), end && (endsSoon(until) ? <Badge tone="warn">{end}</Badge> : end)]
}
