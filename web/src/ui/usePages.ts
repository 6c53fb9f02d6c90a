// The pages of a list that only knows "what comes after", by their numbers. Where one begins is learnt on the way, or,
// for an address that leads into the middle, looked for from the start.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { cache, useQuery, type Ask } from '../base/query'
import { atPage, goInstead, pageOf, route } from '../base/router'
import type { Page } from '../base/types'

/** `find` looks for the cursor before a page; null: the list is shorter. */
export function usePages(list: string, page: number, find: (page: number, signal: AbortSignal) => Promise<string | null>) {
  const known = useMemo(() => new Map<number, string>(), [list])
  const [, draw] = useState({})
  const [isShort, setShort] = useState(false)
  const after = page === 1 ? null : known.get(page)
  useEffect(() => {
    setShort(false)
    if (after !== undefined) return
    const work = new AbortController()
    const arrive = (cursor: string | null) => {
      if (work.signal.aborted) return
      if (cursor) known.set(page, cursor)
      setShort(!cursor)
      draw({})
    }
    find(page, work.signal).then(arrive, () => arrive(null))
    return () => work.abort()
  }, [list, page])
  return {
    /** Undefined until it is known. */
    after,
    isShort,
    learn: (next: string | null) => { if (next) known.set(page + 1, next) },
  }
}

/** A list whose page stands in the address: a reload finds it again, and so does going back. */
export function usePaged<P extends Page<unknown>>(list: string, ask: Ask<P>) {
  const page = pageOf(route.value)
  const pages = usePages(list, page, (wanted, signal) => cursorBefore(ask, wanted, signal))
  const asked = ask(pages.after ?? null)
  const isKnown = pages.after !== undefined
  // Until it is known where the page begins it has a key of its own: the first page is read on the way, and is not this one.
  const found = useQuery<P>(isKnown ? asked : { ...asked, queryKey: [...asked.queryKey, page], enabled: false })
  const isHere = !!found.data && !found.isPlaceholderData
  const shown = useRef(page) // while a page is on its way, the one that is there
  if (isHere) shown.current = page
  useEffect(() => { if (isHere) pages.learn(found.data?.next ?? null) }, [isHere, found.data])
  // The last line of a later page has gone, or an address led beyond the end.
  const isBeyond = page > 1 && (pages.isShort || (isHere && !found.data?.items.length))
  useEffect(() => { if (isBeyond) goInstead(atPage(pages.isShort ? 1 : page - 1)) }, [isBeyond])
  return { ...found, page, shown: shown.current }
}

async function cursorBefore<P extends Page<unknown>>(ask: Ask<P>, page: number, signal: AbortSignal): Promise<string | null> {
  let after: string | null = null
  for (let i = 1; i < page && !signal.aborted; i++) {
    after = (await cache.fetchQuery(ask(after) as never) as P).next
    if (!after) break
  }
  return after
}
