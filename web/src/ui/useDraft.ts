import { useEffect, useState } from 'preact/hooks'
import { forgetForm, formDraft, keepForm } from '../drafts'

/** What is typed into a form, kept beside the page until it is sent. */
export function useDraft<T extends object>(form: string, empty: T) {
  const [draft, setDraft] = useState<T>(() => ({ ...empty, ...formDraft(form) }))
  useEffect(() => keepForm(form, draft), [draft])
  return {
    draft,
    change: (change: Partial<T>) => setDraft((before) => ({ ...before, ...change })),
    forget: () => {
      forgetForm(form)
      setDraft(empty)
    },
  }
}
