// What one is told about, read and written; shared by the page of the account and the operation's.
import { get, query, submit } from '../api'
import { cache, refresh, useQuery } from '../query'
import type { Notification, NotificationLine, NoticeMode, Page } from '../types'

export interface Notifications extends Page<NotificationLine> {
  mode: NoticeMode
}

const KEY = ['notifications']

export function useNotifications(q: string, after: string | null) {
  return useQuery<Notifications>({
    queryKey: [...KEY, q, after],
    queryFn: ({ signal }) => get(`account/notifications${query({ q, after })}`, signal),
    placeholderData: (previous) => previous,
  })
}

export async function saveMode(mode: NoticeMode): Promise<void> {
  await submit('PUT', 'account/notifications', { mode })
  void refresh(['operation'])
  await refresh(KEY)
}

export type Switch = 'own' | 'borrowers'

/** What the operation's page shows is brought up to date in place: nothing else of it changes. */
export async function saveSwitch(operation: string, which: Switch, on: boolean): Promise<void> {
  const notifications = await submit<Notification>('PUT', `operations/${encodeURIComponent(operation)}/notifications`, { [which]: on })
  cache.setQueryData(['operation', operation], (known?: object) => known && { ...known, notifications })
  await refresh(KEY)
}
