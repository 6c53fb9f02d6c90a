import { loadShellWords } from './shell/words/index'
import { sheet } from './ui/sheet'
import { loadWaiting } from './waiting/words/index'
import inner from './style/inner.css?url'
import why from './why/why.css?url'

/** The looks of what is behind the door; the sign-in page does without. */
const ignored = () => {}

/** What whoever is signed in needs first; who needs it says what cannot be fetched. */
export const loadInside = (): Promise<unknown> =>
  Promise.all([import('./shell/Shell'), import('./shell/Home'), import('./operations/Operations'), loadShellWords(), loadWaiting(), loadInnerStyle()]).catch(ignored)

export const loadInnerStyle = (): Promise<unknown> => Promise.all([inner, why].map(sheet))
