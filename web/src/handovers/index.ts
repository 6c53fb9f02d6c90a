// What other rooms have of it.
import { lazy } from '../ui/Lazy'
import { loadHandover } from './words/index'

export { mustAnswer, useHandovers } from './list'

/** Fetched, with its texts, where it is first shown. */
export const Waiting = lazy(() => import('./Waiting'), (file) => file.Waiting, loadHandover)
