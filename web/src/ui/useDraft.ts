import { useEffect, useRef, useState } from 'preact/hooks'
import { forgetForm, formDraft, keepForm, owner } from '../base/drafts'

/** What is typed into a form, kept beside the page until it is sent. */
export function useDraft<T extends object>(form: string, empty: T) {
  const latest = useRef<T>({ ...empty, ...formDraft(form) })
  const [draft, setDraft] = useState(latest.current)
  const isTyped = useRef(Object.keys(formDraft(form)).length > 0)
  useEffect(() => { if (isTyped.current) keepForm(form, latest.current) }, [owner.value])
  const show = (next: T) => {
    latest.current = next
    setDraft(next)
  }
  return {
    draft,
    change: (change: Partial<T>) => {
      show({ ...latest.current, ...change })
      isTyped.current = true
      keepForm(form, latest.current)
    },
    forget: () => {
      forgetForm(form)
      isTyped.current = false
      show(empty)
    },
  }
}
