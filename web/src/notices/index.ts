// What other rooms have of it: fetched, with its texts, where it is first shown.
import { lazy } from '../ui/Lazy'
import { loadNotices } from './words/index'

export const Notifications = lazy(() => import('./Notifications'), (file) => file.Notifications, loadNotices)
export const OnOperation = lazy(() => import('./OnOperation'), (file) => file.OnOperation, loadNotices)
