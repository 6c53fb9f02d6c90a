import { useRef, useState } from 'preact/hooks'
import { asApiError, type ApiError } from '../base/api'

/** Runs one thing at a time; what failed stays on show until the next try. */
export function useSubmit(action: () => Promise<void>) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const running = useRef(false)

  const submit = async (event?: Event) => {
    event?.preventDefault()
    if (running.current) return
    running.current = true
    setBusy(true)
    setError(null)
    try {
      await action()
    } catch (failure) {
      setError(asApiError(failure))
    } finally {
      running.current = false
      setBusy(false)
    }
  }

  return { busy, error, submit, clear: () => setError(null) }
}
