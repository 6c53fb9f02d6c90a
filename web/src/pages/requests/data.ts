// What is written about requests. A decision may open an access anywhere, so that everything is read anew.
import { get, query, submit, write } from '../../api'
import { cache, useQuery } from '../../query'
import type { AccessRequest, Decider, Operation, OperationLine, Page } from '../../types'

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
export function useRequested(reference: string | null) {
  return useQuery<Operation | null>({
    queryKey: ['operation', 'of', reference],
    enabled: reference !== null,
    queryFn: async ({ signal }) => {
      const list = await get<Page<OperationLine>>(`operations${query({ q: reference })}`, signal)
      const line = list.items.find((item) => item.reference === reference)
      return line ? get<Operation>(`operations/${encodeURIComponent(line.id)}`, signal) : null
    },
  })
}
