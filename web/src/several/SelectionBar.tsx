import type { ComponentChildren } from 'preact'
import { severalWords } from './words/index'

interface Props {
  count: number
  onClear: () => void
  children: ComponentChildren
}

/** What can be done to the lines that are ticked. */
export function SelectionBar({ count, onClear, children }: Props) {
  const words = severalWords()
  return (
    <div class={count ? 'selection' : undefined}>
      <p role="status">{count ? words.selected(count) : ''}</p>
      {count > 0 && <div class="selection-actions">
        {children}
        <button type="button" class="ghost" onClick={onClear}>{words.clear}</button>
      </div>}
    </div>
  )
}
