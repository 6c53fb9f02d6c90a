// Handovers, as their pages and those that lead to them read them.
import { get, query } from '../base/api'
import { useQuery } from '../base/query'
import type { HandoverLine, Page } from '../base/types'

export const mustAnswer = (line: HandoverLine): boolean => line.may.includes('answer')

export const useHandovers = (state: 'open' | 'closed', after: string | null = null) => useQuery<Page<HandoverLine>>({
  queryKey: ['handovers', state, after],
  queryFn: ({ signal }) => get(`handovers${query({ state, after })}`, signal),
})
