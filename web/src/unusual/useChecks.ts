// Addresses as they are typed, each looked at by the server before somebody is added by it.
import { useState } from 'preact/hooks'
import { looksLikeAddress, splitAddresses } from '../base/addresses'
import type { CheckedAddress } from '../base/types'
import { needsTick, useLooked } from './useLooked'

const MOST = 100

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

/** As `useLooked`, of a text; what could not be asked is left to adding, which says what is wrong. */
export function useChecks(text: string, path: string | null, more: { entity?: string; team?: string } = {}): Checks {
  const [sure, setSure] = useState<ReadonlySet<string>>(new Set())
  const addresses = splitAddresses(text).filter(looksLikeAddress).slice(0, MOST)
  const looked = useLooked(addresses, path, more)
  return {
    addresses,
    of: looked.of,
    isSure: (address) => sure.has(keyOf(address)),
    setSure: (address, is) => setSure((before) => new Set(is ? [...before, keyOf(address)] : [...before].filter((one) => one !== keyOf(address)))),
    unsure: async () => {
      const of = await looked.now().catch(() => looked.of)
      return addresses.filter((address) => needsTick(of(address)) && !sure.has(keyOf(address)))
    },
  }
}
