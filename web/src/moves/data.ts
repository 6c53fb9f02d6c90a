// What the pages about moving to another address read and write.
import { get, submit } from '../base/api'
import { cache, refresh, useQuery } from '../base/query'
import { updateUser } from '../base/session'
import type { Account, ContactStatus, Named, Vouched } from '../base/types'

export type Fate = 'kept' | 'merged' | 'joined' | 'waits_for_leader' | 'blocked'
export type MoveOutcome = 'asked' | 'vouching' | 'waiting' | 'done' | 'taken_back' | 'refused' | 'cancelled' | 'expired'

/** A habilitation, or with an operation a line, and what becomes of it. */
export interface Moving {
  kind: 'habilitation' | 'operation'
  entity: Named
  operation: { reference: string; name: string } | null
  status: ContactStatus
  result: Fate
  code: string | null
}

export interface Preview {
  email: string
  alias_of: string | null
  items: Moving[]
  former: number
  /** Why it cannot be done. */
  code: string | null
}

export interface Moved {
  from: string
  to: string
  until: string
  items: Moving[]
  former: number
}

export interface Pending {
  email: string
  kind: 'own' | 'vouched'
  state: 'asked' | 'vouching' | 'waiting'
  asked: string
  until: string
  /** When others have to vouch. */
  vouched: Vouched | null
}

export interface AddressState {
  email: string
  pending: Pending | null
  done: { from: string; to: string; at: string; until: string } | null
  former: { email: string; from: string; to: string }[]
}

export interface MoveLink {
  purpose: 'cancel' | 'confirm'
  state: 'pending' | 'done' | 'over'
  outcome: MoveOutcome
  from: string
  to: string
  asked: string
  done: string | null
  until: string
}

const KEY = ['account', 'address']

export const useAddress = () => useQuery<AddressState>({ queryKey: KEY, queryFn: ({ signal }) => get('account/address', signal) })

export const refreshAddress = (): Promise<void> => refresh(KEY)

export const preview = (email: string): Promise<Preview> => submit('POST', 'account/address/preview', { email })

export async function askToMove(email: string, password: string): Promise<void> {
  await submit('POST', 'account/address', { email, password })
  await refreshAddress()
}

export async function giveUp(): Promise<void> {
  await submit('DELETE', 'account/address')
  await refreshAddress()
}

/** Other pages show the address too: everything is read anew. */
export async function confirmMove(code: string): Promise<Moved> {
  const moved = await submit<Moved>('POST', 'account/address/confirm', { code })
  const account = await get<Account>('account')
  updateUser(account)
  void cache.invalidateQueries()
  return moved
}

export const useLink = (secret: string) => useQuery<MoveLink>({
  queryKey: ['move', secret],
  queryFn: () => submit('POST', 'address/show', { secret }),
  refetchOnWindowFocus: false, // what was shown stays until it is decided
  gcTime: 0,
})

export const stopMove = (secret: string): Promise<void> => submit('POST', 'address/cancel', { secret })
export const finishMove = (secret: string): Promise<void> => submit('POST', 'address/confirm', { secret })
export const reportLost = (email: string): Promise<void> => submit('POST', 'session/code/lost', { email })
