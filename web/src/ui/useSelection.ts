import { useSignal } from '@preact/signals'

/**
 * Which lines of a list are ticked. Another list starts with none. Only who asks is drawn anew when it changes, not the
 * list.
 */
export function useSelection(list: string) {
  const kept = useSignal({ list, keys: new Set<string>() })
  const keys = () => (kept.value.list === list ? kept.value.keys : new Set<string>())
  const set = (next: Iterable<string>) => { kept.value = { list, keys: new Set(next) } }
  return {
    has: (key: string) => keys().has(key),
    size: () => keys().size,
    add: (more: string[]) => set([...keys(), ...more]),
    remove: (fewer: string[]) => set([...keys()].filter((one) => !fewer.includes(one))),
    clear: () => set([]),
    set,
    toggle: (key: string) => set(keys().has(key) ? [...keys()].filter((one) => one !== key) : [...keys(), key]),
  }
}

export type Selection = ReturnType<typeof useSelection>
