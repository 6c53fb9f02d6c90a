// What other rooms have of it.
export { Answers, BulkDialog, Progress } from './BulkDialog'
export { SelectionBar } from './SelectionBar'
export { useBulk, type Answer } from './useBulk'
export { severalWords } from './words/index'
export { WaitingNote } from './WaitingNote'
