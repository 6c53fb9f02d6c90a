// The texts of what waits.
import { part } from '../../words/index'

export const { load: loadWaiting, words: waitingWords } = part({ en: () => import('./en'), fr: () => import('./fr') })
