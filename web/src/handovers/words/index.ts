// The texts of handing one's access over.
import { part } from '../../words/index'

export const { load: loadHandover, words: handoverWords } = part({ en: () => import('./en'), fr: () => import('./fr') })
