import { useMemo, useState } from 'preact/hooks'

/** All lines of a list that were read, as they were last: what is ticked on one page is acted on from another. */
export function useSeen<T extends { id: string }>(lines: string, items: T[] | undefined) {
  const known = useMemo(() => new Map<string, T>(), [lines])
  const [read, setRead] = useState({ lines, all: [] as T[] })
  const seen = useMemo(() => {
    for (const item of [...(read.lines === lines ? read.all : []), ...items ?? []]) known.set(item.id, item)
    return [...known.values()]
  }, [known, items, read])
  return [seen, (all: T[]) => setRead({ lines, all })] as const
}
