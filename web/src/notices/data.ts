// What one is told about, read and written; shared by the page of the account and the operation's.
import { get, query, submit } from '../base/api'
import { choose, refresh, view, type Ask } from '../base/query'
import type { Notification, NotificationLine, NoticeMode, Page } from '../base/types'

export interface Notifications extends Page<NotificationLine> {
  mode: NoticeMode
}

const KEY = ['notifications']

export const notificationsAfter = (q: string): Ask<Notifications> => (after) => ({
  queryKey: [...KEY, q, after],
  queryFn: ({ signal }) => get(`account/notifications${query({ q, after })}`, signal),
  placeholderData: (previous) => previous,
})

const onPage = (change: (known: Notifications) => Notifications) => view<Notifications>({ queryKey: KEY }, change)

export async function saveMode(mode: NoticeMode): Promise<void> {
  await choose([onPage((known) => ({ ...known, mode }))], () => submit('PUT', 'account/notifications', { mode }))
  void refresh(['operation'])
}

export type Switch = 'own' | 'borrowers'

export async function saveSwitch(operation: string, which: Switch, on: boolean): Promise<void> {
  const turned = (row: NotificationLine) => (row.operation.id === operation ? { ...row, [which]: on } : row)
  const onOperation = view<{ notifications: Notification }>({ queryKey: ['operation', operation], exact: true }, (known) =>
    ({ ...known, notifications: { ...known.notifications, [which]: on } }))
  await choose([onOperation, onPage((known) => ({ ...known, items: known.items.map(turned) }))], () =>
    submit('PUT', `operations/${encodeURIComponent(operation)}/notifications`, { [which]: on }))
}
