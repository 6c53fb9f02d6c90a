// What one is told about: the page of the account, and the switch on an operation.
import { part } from '../../words/index'

export const { load: loadNotices, words: notices } = part({
  en: async () => (await import('./en')).en,
  fr: async () => (await import('./fr')).fr,
})
