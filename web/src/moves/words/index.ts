import { part } from '../../words/index'

/** The texts of moving to another address: in the account, behind the links of its mails, and at the door. */
export const { load: loadAboutAddress, words: aboutAddress } = part({ en: () => import('./en'), fr: () => import('./fr') })
