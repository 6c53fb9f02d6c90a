// What other rooms have of it.
export { Checked, says as unusualSays } from './Checked'
export { Colleagues, type Colleague } from './Colleagues'
export { useChecks, type Checks } from './useChecks'
export { isOdd, needsTick, useLooked } from './useLooked'
export { unusualWords } from './words/index'
