import { loadRegister } from './words/index'
import { lazy } from '../ui/Lazy'

/** The register with its texts, fetched when it is first opened. */
export const Register = lazy(() => import('./Register'), (file) => file.Register, loadRegister)
