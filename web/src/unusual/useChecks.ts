// Addresses as they are typed, each looked at by the server before somebody is added by it.
import { useEffect, useState } from 'preact/hooks'
import { looksLikeAddress, splitAddresses } from '../base/addresses'
import { submit } from '../base/api'
import type { CheckedAddress } from '../base/types'

const PAUSE_MS = 350
const MOST = 100

type Found = ReadonlyMap<string, CheckedAddress>

export interface Checks {
  /** Those that are complete, in the order in which they were typed. */
  addresses: string[]
  of: (address: string) => CheckedAddress | undefined
  isSure: (address: string) => boolean
  setSure: (address: string, sure: boolean) => void
  /** Asks at once for what was not looked at yet; gives those for which somebody has to say that he knows the person. */
  unsure: () => Promise<string[]>
}

const keyOf = (address: string): string => address.toLowerCase()
/** Whether somebody has to say that he knows the person. */
export const needsTick = (checked: CheckedAddress | undefined): boolean =>
  !!checked && checked.notes.includes('outside') && !checked.notes.includes('known')

/** `path` is asked, with `more` beside the addresses; where it changes all are looked at anew. NULL: nothing is asked. */
export function useChecks(text: string, path: string | null, more: { entity?: string; team?: string } = {}): Checks {
  const subject = JSON.stringify([path, more])
  const [found, setFound] = useState<{ subject: string; items: Found }>({ subject, items: new Map() })
  const [sure, setSure] = useState<ReadonlySet<string>>(new Set())
  const addresses = splitAddresses(text).filter(looksLikeAddress).slice(0, MOST)
  const items: Found = found.subject === subject ? found.items : new Map()
  const missing = addresses.filter((address) => !items.has(keyOf(address)))

  const ask = async (): Promise<Found> => {
    if (!path || !missing.length) return items
    const answer = await submit<{ items: CheckedAddress[] }>('POST', path, { emails: missing, ...more })
    const fresh: [string, CheckedAddress][] = answer.items.map((item, i) => [keyOf(missing[i] ?? item.email), item])
    setFound((before) => ({ subject, items: new Map([...(before.subject === subject ? before.items : []), ...fresh]) }))
    return new Map([...items, ...fresh])
  }
  useEffect(() => {
    if (!missing.length) return
    const pause = setTimeout(() => void ask().catch(() => {}), PAUSE_MS) // adding says what is wrong
    return () => clearTimeout(pause)
  }, [subject, missing.join(' ')])

  return {
    addresses,
    of: (address) => items.get(keyOf(address)),
    isSure: (address) => sure.has(keyOf(address)),
    setSure: (address, is) => setSure((before) => new Set(is ? [...before, keyOf(address)] : [...before].filter((one) => one !== keyOf(address)))),
    unsure: async () => {
      const all = await ask().catch(() => items)
      return addresses.filter((address) => needsTick(all.get(keyOf(address))) && !sure.has(keyOf(address)))
    },
  }
}
