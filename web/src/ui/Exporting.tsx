// A whole list becomes a file: that takes many requests, says how far it is, and can be stopped.
import { useEffect, useRef, useState } from 'preact/hooks'
import { asApiError } from '../base/api'
import { explain } from '../words/explain'
import { t } from '../words/index'
import { toast } from './Toast'

/** Tells how many lines it has read; gives what is said in the end. */
type Work = (signal: AbortSignal, hear: (count: number) => void) => Promise<string>

/** `count` is null while nothing runs. Who leaves the page stops it. */
export function useExport() {
  const [count, setCount] = useState<number | null>(null)
  const running = useRef<AbortController | null>(null)
  const stop = () => running.current?.abort()
  useEffect(() => stop, [])
  const run = async (work: Work): Promise<void> => {
    const control = new AbortController()
    running.current = control
    setCount(0)
    try {
      toast(await work(control.signal, setCount))
    } catch (error) {
      if (!control.signal.aborted) toast(explain(asApiError(error), true))
    } finally {
      setCount(null)
    }
  }
  return { count, run, stop }
}

export function Exporting({ says, stop }: { says: string; stop: () => void }) {
  return (
    <span class="exporting" role="status">
      {says}
      <button type="button" class="plain" onClick={stop}>{t().common.cancel}</button>
    </span>
  )
}
