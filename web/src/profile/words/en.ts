// The English half; its type is the measure for the other.
import { count } from '../../words/english'

export const en = {
  operations: 'Operations',
  lead: 'What this person may open, as far as you may see it.',
  operation: 'Operation',
  none: 'No access that you may see',
  more: (n: number) => `The ${count(n, 'newest operation', 'newest operations')}; there are more.`,
  write: 'Write an e-mail',
  authorised: 'Authorised at your entity',
  seeAuthorised: 'See the list',
  menu: (reference: string) => `Actions for ${reference}`,
}

export type ProfileWords = typeof en
