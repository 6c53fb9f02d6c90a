// The texts of from when, until when.
import { part } from '../../words/index'

export const { load: loadDateWords, words: dateWords } = part({ en: () => import('./en'), fr: () => import('./fr') })
