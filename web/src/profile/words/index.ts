// The texts of a person's page.
import { part } from '../../words/index'

export const { load: loadProfile, words: profileWords } = part({ en: () => import('./en'), fr: () => import('./fr') })
