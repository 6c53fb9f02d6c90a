// What other rooms have of it: fetched, with its texts, where it is first shown.
import { lazy } from '../ui/Lazy'
import { loadAboutAddress } from './words/index'

export const Address = lazy(async () => (await Promise.all([import('./Address'), loadAboutAddress()]))[0].Address)
export const Lost = lazy(async () => (await Promise.all([import('./Lost'), loadAboutAddress()]))[0].Lost)
