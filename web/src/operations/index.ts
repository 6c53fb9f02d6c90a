// What other rooms have of it.
export { operationWords } from './words/index'
