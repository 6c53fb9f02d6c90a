import { endsSoon, isAhead } from '../base/dates'
import { formatEnd, formatStart, zoneName } from '../words/format'
import { dateWords } from './words/index'
import { language, t } from '../words/index'
import { Badge } from '../ui/Badge'

interface Dated {
  from: string | null
  until: string | null
}

export const beginsOn = (from: string): string => dateWords().from(formatStart(language(), from))

/** Of somebody who has access or will: a start that is to come, and the end, marked when it is near. */
export function datesSay({ from, until }: Dated) {
  const end = until && <time dateTime={until} title={dateWords().zone(zoneName())}>{t().access.until(formatEnd(language(), until))}</time>
  return [from && isAhead(from) && beginsOn(from), end && (endsSoon(until) ? <Badge tone="warn">{end}</Badge> : end)]
}
