import { useEffect } from 'preact/hooks'
import { t } from '../words/index'

/** The browser's title, the most particular part first. */
export function useTitle(...parts: string[]): void {
  const title = t().common.title(...parts.filter(Boolean))
  useEffect(() => { document.title = title }, [title])
}
