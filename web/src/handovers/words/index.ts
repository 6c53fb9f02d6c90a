// The texts of handing one's access over.
import { part } from '../../words/index'

export const { load: loadHandover, words: handoverWords } = part({
  en: async () => (await import('./en')).en,
  fr: async () => (await import('./fr')).fr,
})
