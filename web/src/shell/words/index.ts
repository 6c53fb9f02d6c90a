// The texts of what keys open.
import { part } from '../../words/index'

export const { load: loadShellWords, words: shellWords } = part({ en: () => import('./en'), fr: () => import('./fr') })
