// The texts around what the server tells of its reasons.
import { part } from '../../words/index'

export type { Why as WhyWords } from './en'

export const { load: loadWhy, words: why } = part({ en: () => import('./en'), fr: () => import('./fr') })
