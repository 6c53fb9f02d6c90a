import { part } from '../../words/index'

/** The texts of the pages about oneself, and about a password that is forgotten. */
export const { load: loadAboutAccount, words: aboutAccount } = part({ en: () => import('./en'), fr: () => import('./fr') })
