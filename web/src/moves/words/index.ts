import { part } from '../../words/index'

/** The texts of moving to another address: in the account, behind the links of its mails, and at the door. */
export const { load: loadAboutAddress, words: aboutAddress } = part({
  en: async () => (await import('./en')).en,
  fr: async () => (await import('./fr')).fr,
})
