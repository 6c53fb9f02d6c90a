// The texts of the organisation chart and the people in it; several lines at once.
import { part } from '../../words/index'

export const { load: loadEntityWords, words: entityWords } = part({ en: () => import('./en'), fr: () => import('./fr') })
