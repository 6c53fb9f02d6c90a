import { entering } from './entering'
import { giving } from './giving'
import { leading } from './leading'
import { moving } from './moving'
import { people } from './people'
import { safety } from './safety'
import { words } from './words'
import type { Articles } from '../text'

const articles: Articles = { ...entering, ...people, ...giving, ...moving, ...leading, ...safety }

export const en = { words, articles }
