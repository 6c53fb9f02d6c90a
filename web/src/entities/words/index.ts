// The texts of the pages that govern: habilitations, requests, the life of an operation, several lines at once.
import { part } from '../../words/index'

export const { load: loadGovernance, words: governance } = part({
  en: async () => (await import('./en')).en,
  fr: async () => (await import('./fr')).fr,
})
