import { useState } from 'preact/hooks'

/** Which lines of a list are ticked. Another list, or another page of it, starts with none. */
export function useSelection(list: string) {
  const [kept, setKept] = useState({ list, keys: new Set<string>() })
  const keys = kept.list === list ? kept.keys : new Set<string>()
  const set = (next: Iterable<string>) => setKept({ list, keys: new Set(next) })
  return {
    has: (key: string) => keys.has(key),
    clear: () => set([]),
    set,
    toggle: (key: string) => set(keys.has(key) ? [...keys].filter((one) => one !== key) : [...keys, key]),
  }
}

export type Selection = ReturnType<typeof useSelection>
