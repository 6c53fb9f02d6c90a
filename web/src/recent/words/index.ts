// The texts of what can be undone for some minutes.
import { part } from '../../words/index'

export const { load: loadRecent, words: recentWords } = part({
  en: async () => (await import('./en')).en,
  fr: async () => (await import('./fr')).fr,
})
