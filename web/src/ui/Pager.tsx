import { useState } from 'preact/hooks'
import { t } from '../words/index'
import { Icon } from './Icon'

/** The cursors walked through, for lists that only know "what comes after". A new `list` starts at its beginning. */
export function useCursor(list: string) {
  const [walk, setWalk] = useState({ list, cursors: [] as string[] })
  const cursors = walk.list === list ? walk.cursors : []
  const to = (next: string[]) => setWalk({ list, cursors: next })
  return {
    after: cursors.at(-1) ?? null,
    page: cursors.length + 1,
    forward: (cursor: string) => to([...cursors, cursor]),
    back: () => to(cursors.slice(0, -1)),
  }
}

interface Props {
  cursor: ReturnType<typeof useCursor>
  next: string | null
}

export function Pager({ cursor, next }: Props) {
  const words = t().common
  if (cursor.page === 1 && !next) return null
  return (
    <nav class="pager" aria-label={words.pages}>
      <button type="button" class="plain" disabled={cursor.page === 1} onClick={cursor.back}>
        <Icon name="chevron-left" />{words.previous}
      </button>
      <span role="status">{words.page(cursor.page)}</span>
      <button type="button" class="plain" disabled={!next} onClick={() => next && cursor.forward(next)}>
        {words.next}<Icon name="chevron-right" />
      </button>
    </nav>
  )
}
