import { useRef } from 'preact/hooks'
import { t } from '../words/index'

interface Props {
  /** Something was asked for: a whole list is not read out. */
  isAsked: boolean
  list: { data: { items: unknown[]; next: string | null } | undefined; isPlaceholderData: boolean }
  count: (n: number) => string
  nothing: string
}

/** What a search has found, for those who do not see the list change; said once its answer is there. */
export function Found({ isAsked, list: { data, isPlaceholderData }, count, nothing }: Props) {
  const said = useRef('')
  const n = data?.items.length ?? 0
  if (!isAsked) said.current = ''
  else if (data && !isPlaceholderData) said.current = n ? (data.next ? t().common.andMore(count(n)) : count(n)) : nothing
  return <p role="status" class="hidden">{said.current}</p>
}
