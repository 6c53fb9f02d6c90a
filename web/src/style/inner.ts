import { sheet } from '../ui/sheet'
import governance from './governance.css?url'

/** The looks of what is behind the door; the sign-in page does without. */
export const loadInnerStyle = (): Promise<unknown> => sheet(governance)
