import { part } from '../../words/index'

/** The texts of the pages about oneself, and about a password that is forgotten. */
export const { load: loadAboutAccount, words: aboutAccount } = part({
  en: async () => (await import('./en')).en,
  fr: async () => (await import('./fr')).fr,
})
