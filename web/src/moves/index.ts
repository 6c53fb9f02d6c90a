// What other rooms have of it: fetched, with its texts, where it is first shown.
import { lazy } from '../ui/Lazy'
import { loadAboutAddress } from './words/index'

export const Address = lazy(() => import('./Address'), (file) => file.Address, loadAboutAddress)
export const Lost = lazy(() => import('./Lost'), (file) => file.Lost, loadAboutAddress)
