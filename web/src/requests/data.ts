// What is written about requests. A decision may open an access anywhere, so that everything is read anew.
import { get, query, submit, write } from '../base/api'
import { cache, useQuery } from '../base/query'
import type { AccessRequest, Asking, Decider, Operation, Page } from '../base/types'

const path = (request: AccessRequest, action: string) => `requests/${encodeURIComponent(request.id)}/${action}`

async function decide(request: AccessRequest, action: string, body: object): Promise<AccessRequest> {
  try {
    return await write<AccessRequest>(path(request, action), body)
  } finally {
    void cache.invalidateQueries()
  }
}

export interface Approval {
  reason?: string
  team?: string
  entity?: string
}

export const approve = (request: AccessRequest, approval: Approval) => decide(request, 'approve', approval)
export const refuse = (request: AccessRequest, reason: string) => decide(request, 'refuse', reason ? { reason } : {})
export const cancel = (request: AccessRequest) => decide(request, 'cancel', {})

export interface Wish {
  operation?: string
  entity?: string
  message?: string
  email?: string
  zone?: string | undefined
}

export async function ask(wish: Wish): Promise<void> {
  await submit('POST', 'requests', wish)
  void cache.invalidateQueries({ queryKey: ['requests'] })
}

/** Who can let one in; nothing is asked before something is named. */
export function useDeciders(what: 'operation' | 'entity', text: string) {
  return useQuery<Page<Decider>>({
    queryKey: ['requests', 'deciders', what, text],
    enabled: text !== '',
    queryFn: ({ signal }) => get(`requests/deciders${query({ [what]: text })}`, signal),
    placeholderData: (previous) => previous,
  })
}

/** The operation of a request that names no entity: one of those that take part must be chosen. */
export function useRequested(operation: string | null) {
  return useQuery<Operation>({
    queryKey: ['operation', operation],
    enabled: operation !== null,
    queryFn: ({ signal }) => get(`operations/${encodeURIComponent(operation ?? '')}`, signal),
  })
}

/** What somebody asked under an address, as the link to that mailbox shows it. */
export function useAsking(secret: string) {
  return useQuery<Asking>({
    queryKey: ['asking', secret],
    queryFn: () => submit('POST', 'asking/show', { secret }),
    gcTime: 0,
  })
}

export const confirmAsking = (secret: string) => submit<void>('POST', 'asking/confirm', { secret })
export const refuseAsking = (secret: string) => submit<void>('POST', 'asking/refuse', { secret })
