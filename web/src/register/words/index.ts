// The texts of the registers: of an operation, of an entity.
import { part } from '../../words/index'

export const { load: loadRegister, words: registerWords } = part({ en: () => import('./en'), fr: () => import('./fr') })
