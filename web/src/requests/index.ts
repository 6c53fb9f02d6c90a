// What other rooms have of it.
export { mayDecide, useRequests } from './list'
