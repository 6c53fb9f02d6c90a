import { waiting } from '../api'
import { t } from '../i18n/index'

/** Two pixels at the top; the style sheet shows them after 400 ms only. */
export function WaitLine() {
  return waiting.value > 0 ? <div class="wait-line" role="progressbar" aria-label={t().common.waiting} /> : null
}
