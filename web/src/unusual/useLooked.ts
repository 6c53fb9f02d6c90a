// What the server finds unusual about addresses, a hundred at a time, a moment after they were typed.
import { useEffect, useState } from 'preact/hooks'
import { asApiError, submit, type ApiError } from '../base/api'
import type { CheckedAddress } from '../base/types'

const PAUSE_MS = 350
const MOST_AT_ONCE = 100

type Found = ReadonlyMap<string, CheckedAddress>

const keyOf = (address: string): string => address.toLowerCase()

/** `path` is asked, with `more` beside the addresses; where it changes all are looked at anew. NULL: nothing is asked. */
export function useLooked(addresses: string[], path: string | null, more: { entity?: string; team?: string } = {}) {
  const subject = JSON.stringify([path, more])
  const [found, setFound] = useState<{ subject: string; items: Found }>({ subject, items: new Map() })
  const [error, setError] = useState<ApiError | null>(null)
  const [tries, setTries] = useState(0)
  const items: Found = found.subject === subject ? found.items : new Map()
  const missing = addresses.filter((address) => !items.has(keyOf(address))).slice(0, MOST_AT_ONCE)

  const ask = async (): Promise<Found> => {
    if (!path || !missing.length) return items
    const answer = await submit<{ items: CheckedAddress[] }>('POST', path, { emails: missing, ...more })
    const fresh: [string, CheckedAddress][] = answer.items.map((item, i) => [keyOf(missing[i] ?? item.email), item])
    setError(null)
    setFound((before) => ({ subject, items: new Map([...(before.subject === subject ? before.items : []), ...fresh]) }))
    return new Map([...items, ...fresh])
  }
  useEffect(() => {
    if (!missing.length) return
    const pause = setTimeout(() => void ask().catch((failed: unknown) => setError(asApiError(failed))), PAUSE_MS)
    return () => clearTimeout(pause)
  }, [subject, missing.join(' '), tries])

  const lookUp = (among: Found) => (address: string): CheckedAddress | undefined => among.get(keyOf(address))
  return {
    of: lookUp(items),
    /** Asks at once for what was not looked at yet; gives what is known then. */
    now: async () => lookUp(await ask()),
    /** Why it could not be asked: where nothing else says it, somebody tries again. */
    error,
    again: () => setTries(tries + 1),
  }
}

/** Whether somebody has to say that he knows the person. */
export const needsTick = (checked: CheckedAddress | undefined): boolean =>
  !!checked && checked.notes.includes('outside') && !checked.notes.includes('known')

export const isOdd = (checked: CheckedAddress | undefined): boolean => !!checked && (!!checked.code || checked.notes.some((note) => note !== 'known'))
