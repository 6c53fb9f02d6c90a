import { sheet } from '../ui/sheet'
import governance from './governance.css?url'
import why from './why.css?url'

/** The looks of what is behind the door; the sign-in page does without. */
export const loadInnerStyle = (): Promise<unknown> => Promise.all([governance, why].map(sheet))
