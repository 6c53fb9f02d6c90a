import { useEffect, useRef } from 'preact/hooks'

/** The field to start with: `autofocus` only works when a document loads. */
export function useFocus<T extends HTMLElement>(wanted = true) {
  const field = useRef<T>(null)
  useEffect(() => { if (wanted) field.current?.focus() }, [])
  return field
}
