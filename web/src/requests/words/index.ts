// The texts of asking for access, and deciding.
import { part } from '../../words/index'

export const { load: loadRequestWords, words: requestWords } = part({ en: () => import('./en'), fr: () => import('./fr') })
