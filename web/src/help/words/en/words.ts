// What the help’s own pages say around the articles; the English texts are the measure for the others.
import type { Topic } from '../articles'

export const words = {
  title: 'Help',
  lead: 'Choose your question, or type a word of it.',
  search: 'Search the help',
  topics: {
    entering: 'Getting in',
    people: 'Understanding what I see',
    giving: 'Giving and withdrawing access',
    moving: 'When things change for me',
    leading: 'For those who lead a team or manage operations',
    safety: 'Safety and traces',
  } satisfies Record<Topic, string>,
  found: (n: number) => (n === 1 ? '1 answer' : `${n} answers`),
  answers: 'Answers',
  nothing: 'No answer with these words',
  nothingText: 'Try a single word, for example “address”, “code” or “archive”. Or ask a person:',
  nothingAll: 'Show all questions',
  whom: 'Still stuck? A person can help you',
  whomList: [
    'About an operation: the contacts who manage the file. Their names and addresses are on the operation’s page.',
    'About your right to act for your entity: a team leader of your entity.',
    'About an invitation: the person who invited you. The name is in the e-mail.',
    'When nothing works at all: whoever runs this service at your organisation.',
  ],
  whomLink: 'Where are the contacts who manage the file?',
  goTitle: 'Do it now',
  open: (label: string) => `Open “${label}”`,
  which: (label: string) => `Open “${label}” for which operation?`,
  moreOperations: 'All my operations',
  signInFirst: 'You will be asked to sign in first.',
  leadersOnly: 'Only the team leaders of a client entity have this page.',
  managersOnly: 'Only those who manage an operation have this page, and you manage none at the moment.',
  noOperation: 'No operation is open to you at the moment.',
  related: 'Read also',
  print: 'Print this answer',
  contents: 'All questions',
  back: 'Go to Guichet',
  signIn: 'Sign in',
}

export type HelpWords = typeof words
