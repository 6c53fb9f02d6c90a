// What waits for the reader, as the navigation, the first list and its page read it: one request.
import { get, query } from '../base/api'
import { useQuery } from '../base/query'
import type { Waiting, WaitingGroup } from '../base/types'

export type Group = keyof Waiting

/** As they are shown: what somebody else waits for comes first. */
export const groups: Group[] = [
  'requests', 'handovers', 'invitations_failed', 'invitations_expired', 'ending', 'lone_managers', 'lone_leaders', 'unproved',
]

export function useWaiting(limit?: number) {
  return useQuery<Waiting>({
    queryKey: ['waiting', limit],
    queryFn: ({ signal }) => get(`waiting${query({ limit })}`, signal),
  })
}

/** The groups in which something waits. */
export const present = (waiting: Waiting): [Group, WaitingGroup][] =>
  groups.map((group): [Group, WaitingGroup] => [group, waiting[group]]).filter(([, { count }]) => count > 0)

export const total = (waiting: Waiting | undefined): number =>
  waiting ? groups.reduce((sum, group) => sum + waiting[group].count, 0) : 0
