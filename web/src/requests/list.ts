// Requests for access, as the navigation and their page read them.
import { get, query } from '../base/api'
import { useQuery, type Ask } from '../base/query'
import type { AccessRequest, Page } from '../base/types'

export const mayDecide = (request: AccessRequest): boolean => request.may.includes('approve')

/** To decide it, or at least to object. */
export const mayAnswer = (request: AccessRequest): boolean => mayDecide(request) || request.may.includes('refuse')

export const requestsAfter = (state: 'open' | 'closed'): Ask<Page<AccessRequest>> => (after) => ({
  queryKey: ['requests', state, after],
  queryFn: ({ signal }) => get(`requests${query({ state, limit: 100, after })}`, signal),
  placeholderData: (previous, before) => (before?.queryKey[1] === state ? previous : undefined),
})

export const useRequests = (state: 'open' | 'closed') => useQuery(requestsAfter(state)(null))
