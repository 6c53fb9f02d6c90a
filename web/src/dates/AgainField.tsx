import { formatEnd } from '../words/format'
import { dateWords } from './words/index'
import { language } from '../words/index'
import { DatesField, type DatesProps } from './DatesField'

/** The dates of what comes back: the end that it had is told, and never taken over by itself. */
export function AgainField({ was, ...field }: DatesProps & { was: string | null }) {
  return (
    <>
      {was && <p class="hint">{dateWords().ended(formatEnd(language(), was))}</p>}
      <DatesField {...field} />
    </>
  )
}
