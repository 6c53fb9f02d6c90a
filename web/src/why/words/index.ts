// The texts around what the server tells of its reasons.
import { part } from '../../words/index'

export type { Why as WhyWords } from './en'

export const { load: loadWhy, words: why } = part({
  en: async () => (await import('./en')).en,
  fr: async () => (await import('./fr')).fr,
})
