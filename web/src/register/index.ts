// What other rooms have of it.
import { loadRegister, registerWords } from './words/index'
import { lazy } from '../ui/Lazy'

/** The register with its texts, fetched when it is first opened. */
export const Register = lazy(() => import('./Register'), (file) => file.Register, loadRegister)

/** What the kinds of decisions are called, wherever one is told. */
export { loadRegister, registerWords }
