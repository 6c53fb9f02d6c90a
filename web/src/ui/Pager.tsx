import { t } from '../words/index'
import { atPage, go } from '../base/router'
import { Icon } from './Icon'

/** Another page is read from its first line on: below it one would look at, and speak to, its end. */
export function toTop(from: Element): void {
  const card = from.closest('.card')
  card?.scrollIntoView()
  card?.querySelector('table')?.focus({ preventScroll: true })
}

interface StepsProps {
  label: string
  page: number
  next: string | null | undefined
  /** What stands between the two. */
  says?: string
  to: (page: number, from: Element) => void
}

/** Back and on. A button that leads nowhere keeps the keyboard, which it may just have led to the last page. */
export function Steps({ label, page, next, says, to }: StepsProps) {
  const words = t().common
  const [isFirst, isLast] = [page === 1, !next]
  return (
    <nav class={says === undefined ? undefined : 'pager'} aria-label={label}>
      <button type="button" class="plain" aria-disabled={isFirst} onClick={(event) => { if (!isFirst) to(page - 1, event.currentTarget) }}>
        <Icon name="chevron-left" />{words.previous}
      </button>
      {says !== undefined && <span role="status">{says}</span>}
      <button type="button" class="plain" aria-disabled={isLast} onClick={(event) => { if (!isLast) to(page + 1, event.currentTarget) }}>
        {words.next}<Icon name="chevron-right" />
      </button>
    </nav>
  )
}

interface Props {
  page: number
  /** The page of which the lines are there. */
  shown: number
  data: { next: string | null } | undefined
}

/** Below a list whose page stands in the address, see usePages. */
export function Pager({ page, shown, data }: Props) {
  const words = t().common
  if (!data || (page === 1 && !data.next)) return null
  const to = (wanted: number, from: Element) => {
    go(atPage(wanted))
    toTop(from)
  }
  return <Steps label={words.pages} page={page} next={data.next} says={words.page(shown)} to={to} />
}
