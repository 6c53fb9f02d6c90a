import { useEffect, useState } from 'preact/hooks'
import { waiting } from '../base/api'
import { t } from '../words/index'

const SILENCE_MS = 5_000

/** Two pixels at the top; the style sheet shows them after 400 ms only, to nobody's ears before either. After five seconds
 *  a sentence says what they mean. */
export function WaitLine() {
  const isWaiting = waiting.value > 0
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => setLong(true), SILENCE_MS)
    return () => {
      clearTimeout(timer)
      setLong(false)
    }
  }, [isWaiting])
  return (
    <div role="status">
      {isWaiting && <div class="wait-line" role="progressbar" aria-label={t().common.waiting} />}
      {isWaiting && isLong && <p class="wait-word">{t().common.silent}</p>}
    </div>
  )
}
