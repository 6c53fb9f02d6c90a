// The texts of what can be undone for some minutes.
import { part } from '../../words/index'

export const { load: loadRecent, words: recentWords } = part({ en: () => import('./en'), fr: () => import('./fr') })
