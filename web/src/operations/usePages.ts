// The pages of a list that only knows "what comes after", by their numbers. Where one begins is learnt on the way, or,
// for an address that leads into the middle, looked for from the start.
import { useEffect, useMemo, useState } from 'preact/hooks'

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
