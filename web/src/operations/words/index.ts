// The texts of an operation: preparing, publishing, closing and leaving it, several contacts at once.
import { part } from '../../words/index'

export const { load: loadOperationWords, words: operationWords } = part({ en: () => import('./en'), fr: () => import('./fr') })
