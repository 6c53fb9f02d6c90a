// The texts of the registers: of an operation, of an entity.
import { part } from '../../words/index'

export const { load: loadRegister, words: registerWords } = part({
  en: async () => (await import('./en')).en,
  fr: async () => (await import('./fr')).fr,
})
