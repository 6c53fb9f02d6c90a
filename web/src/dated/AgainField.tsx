import { formatEnd } from '../i18n/format'
import { governance } from '../i18n/governance/index'
import { language } from '../i18n/index'
import { DatesField, type DatesProps } from './DatesField'

/** The dates of what comes back: the end that it had is told, and never taken over by itself. */
export function AgainField({ was, ...field }: DatesProps & { was: string | null }) {
  return (
    <>
      {was && <p class="hint">{governance().dated.ended(formatEnd(language(), was))}</p>}
      <DatesField {...field} />
    </>
  )
}
