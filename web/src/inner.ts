import { sheet } from './ui/sheet'
import inner from './style/inner.css?url'
import why from './why/why.css?url'

/** The looks of what is behind the door; the sign-in page does without. */
export const loadInnerStyle = (): Promise<unknown> => Promise.all([inner, why].map(sheet))
