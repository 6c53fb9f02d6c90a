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

/** Shows a choice at once, everywhere it is shown, and takes it back where it was not saved. */
async function choose(list: (known: Notifications) => Notifications, save: () => Promise<unknown>): Promise<void> {
  await cache.cancelQueries({ queryKey: KEY })
  const before = cache.getQueriesData<Notifications>({ queryKey: KEY })
  cache.setQueriesData<Notifications>({ queryKey: KEY }, (known) => known && list(known))
  try {
    await save()
  } catch (error) {
    for (const [key, known] of before) cache.setQueryData(key, known)
    throw error
  } finally {
    void refresh(KEY)
  }
}

export async function saveMode(mode: NoticeMode): Promise<void> {
  await choose((known) => ({ ...known, mode }), () => submit('PUT', 'account/notifications', { mode }))
  void refresh(['operation'])
}

export type Switch = 'own' | 'borrowers'

const showOnOperation = (operation: string, notifications: Partial<Notification>) =>
  cache.setQueryData(['operation', operation], (known?: { notifications: Notification }) =>
    known && { ...known, notifications: { ...known.notifications, ...notifications } })

/** What the operation's page shows is brought up to date in place: nothing else of it changes. */
export async function saveSwitch(operation: string, which: Switch, on: boolean): Promise<void> {
  const changed = (row: NotificationLine) => (row.operation.id === operation ? { ...row, [which]: on } : row)
  showOnOperation(operation, { [which]: on })
  try {
    await choose((known) => ({ ...known, items: known.items.map(changed) }), async () => showOnOperation(operation,
      await submit<Notification>('PUT', `operations/${encodeURIComponent(operation)}/notifications`, { [which]: on })))
  } catch (error) {
    showOnOperation(operation, { [which]: !on })
    throw error
  }
}
