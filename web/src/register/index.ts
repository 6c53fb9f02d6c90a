import { loadRegister } from './words/index'
import { lazy } from '../ui/Lazy'

/** The register with its texts, fetched when it is first opened. */
export const Register = lazy(async () => (await Promise.all([import('./Register'), loadRegister()]))[0].Register)
