// What other rooms have of it.
export { AgainField } from './AgainField'
export { DatesField } from './DatesField'
export { ExtendDialog } from './ExtendDialog'
export { beginsOn, datesSay } from './says'
export { useDates } from './useDates'
export { dateWords } from './words/index'
