import { formatDay } from '../words/format'
import { language } from '../words/index'

/** Below a date field, which writes its day as the browser's maker does, 12/11 or 11/12: in words none is taken for another. */
export function InWords({ day, says = (text) => text }: { day: string; says?: (text: string) => string }) {
  return <p class="hint in-words">{day && says(formatDay(language(), day))}</p>
}
