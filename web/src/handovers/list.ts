// Handovers, as their pages and those that lead to them read them.
import { get, query } from '../base/api'
import { useQuery, type Ask } from '../base/query'
import type { HandoverLine, Page } from '../base/types'

export const mustAnswer = (line: HandoverLine): boolean => line.may.includes('answer')

export const handoversAfter = (state: 'open' | 'closed'): Ask<Page<HandoverLine>> => (after) => ({
  queryKey: ['handovers', state, after],
  queryFn: ({ signal }) => get(`handovers${query({ state, after })}`, signal),
  placeholderData: (previous, before) => (before?.queryKey[1] === state ? previous : undefined),
})

export const useHandovers = (state: 'open' | 'closed') => useQuery(handoversAfter(state)(null))
