// What other rooms have of it.
export { whoAgrees } from './agrees'
export { extendContact } from './data'
export { useFound } from './found'
export { ContactBadge, OperationBadge, waitsFor } from './Status'
export { operationWords } from './words/index'
