// What one is told about: the page of the account, and the switch on an operation.
import { part } from '../../words/index'

export const { load: loadNotices, words: notices } = part({ en: () => import('./en'), fr: () => import('./fr') })
