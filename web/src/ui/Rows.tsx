// How high the lines of lists are: kept in this browser.
import { signal } from '@preact/signals'
import { useLayoutEffect } from 'preact/hooks'
import { recall, remember, whenRemembered } from '../base/storage'
import { t } from '../words/index'
import { Icon } from './Icon'

const NAME = 'rows'
const COMPACT = 'compact'
const isCompact = signal(recall(NAME) === COMPACT)

/** While somebody is inside; before anything is drawn, so that no list shrinks under the eyes. */
export function useRows(): void {
  const rows = isCompact.value ? COMPACT : 'full'
  useLayoutEffect(() => { document.documentElement.dataset.rows = rows }, [rows])
  useLayoutEffect(() => whenRemembered(NAME, (value) => { isCompact.value = value === COMPACT }), [])
}

/** Not where lines are cards: those are of two lines anyway. */
export function RowsSwitch() {
  const turn = () => {
    isCompact.value = !isCompact.value
    remember(NAME, isCompact.value ? COMPACT : 'full')
  }
  const label = t().common.compactRows
  return (
    <button type="button" class="plain square rows-switch" aria-label={label} title={label} aria-pressed={isCompact.value} onClick={turn}>
      <Icon name="rows-4" />
    </button>
  )
}
