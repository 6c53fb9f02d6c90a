import { waiting } from '../base/api'
import { t } from '../words/index'

/** Two pixels at the top; the style sheet shows them after 400 ms only, to nobody's ears before either. */
export function WaitLine() {
  return (
    <div role="status">
      {waiting.value > 0 && <div class="wait-line" role="progressbar" aria-label={t().common.waiting} />}
    </div>
  )
}
