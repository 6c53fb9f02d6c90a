// The texts of the help: fetched when it is first opened.
import { part } from '../../words/index'

export const { load: loadHelp, words: help } = part({ en: () => import('./en/index'), fr: () => import('./fr/index') })
