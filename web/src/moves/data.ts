// What the pages about moving to another address read and write.
import { get, submit } from '../base/api'
import { cache, refresh, useQuery } from '../base/query'
import { updateUser } from '../base/session'
import type { Account, AddressState, Moved, MoveLink, MovePreview } from '../base/types'

const KEY = ['account', 'address']

export const useAddress = () => useQuery<AddressState>({ queryKey: KEY, queryFn: ({ signal }) => get('account/address', signal) })

export const refreshAddress = (): Promise<void> => refresh(KEY)

export const preview = (email: string): Promise<MovePreview> => submit('POST', 'account/address/preview', { email })

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
