import { part } from './index'

/** The texts of the pages about oneself, and about a password that is forgotten. */
export const aboutAccount = part({
  en: async () => (await import('./account.en')).en,
  fr: async () => (await import('./account.fr')).fr,
})
