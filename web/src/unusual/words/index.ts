// The texts about addresses that are looked at before somebody is added by them.
import { part } from '../../words/index'

export const { load: loadUnusualWords, words: unusualWords } = part({ en: () => import('./en'), fr: () => import('./fr') })
