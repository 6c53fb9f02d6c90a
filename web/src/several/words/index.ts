// The texts of one thing done to several.
import { part } from '../../words/index'

export const { load: loadSeveralWords, words: severalWords } = part({ en: () => import('./en'), fr: () => import('./fr') })
