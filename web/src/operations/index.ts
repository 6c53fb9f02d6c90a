// What other rooms have of it.
export { extendContact } from './data'
export { useFound } from './found'
export { ContactBadge, OperationBadge, waitsFor } from './Status'
export { operationWords } from './words/index'
