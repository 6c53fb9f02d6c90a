// The texts of the help: fetched when it is first opened.
import { part } from '../../words/index'

export const { load: loadHelp, words: help } = part({
  en: async () => (await import('./en/index')).en,
  fr: async () => (await import('./fr/index')).fr,
})
