// What other rooms have of it.
export { whoAgrees } from './agrees'
export { operationWords } from './words/index'
