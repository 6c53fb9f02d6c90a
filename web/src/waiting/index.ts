// What other rooms have of it: the numbers, and the strip above the first list; the page has its own address.
export { total, useWaiting } from './data'
export { Strip } from './Strip'
export { loadWaiting } from './words/index'
