import { formatChoice } from '../words/format'
import { language } from '../words/index'
import { operationWords } from './words/index'

/** Those who can agree: their names where one may know them, else what they are. */
export const whoAgrees = (leaders: string[], entity: string): string =>
  leaders.length ? formatChoice(language(), leaders) : operationWords().contacts.anyLeader(entity)
