// What other rooms have of it: fetched, with its texts, where it is first shown.
import { lazy } from '../ui/Lazy'
import { loadNotices } from './words/index'

export const Notifications = lazy(async () => (await Promise.all([import('./Notifications'), loadNotices()]))[0].Notifications)
export const OnOperation = lazy(async () => (await Promise.all([import('./OnOperation'), loadNotices()]))[0].OnOperation)
