import type { NoticeMode } from '../../base/types'
import { count } from '../../words/english'

export const en = {
  how: 'How to notify me',
  howLead: 'When somebody gets access, leaves, is revoked or restored, when an access is about to end, when a request waits for your decision.',
  modes: {
    each: ['As it happens', 'A few minutes later, in one e-mail if several things happened.'],
    daily: ['Once a day', 'A summary at 7 in the morning, Paris time, if there is news.'],
    off: ['Not at all', 'Requests wait on their page. E-mails about your own access and your account still come.'],
  } satisfies Record<NoticeMode, [string, string]>,
  modeSaved: {
    each: 'You are told as it happens',
    daily: 'You are told once a day',
    off: 'You are no longer told',
  } satisfies Record<NoticeMode, string>,
  allOff: 'Turn everything off',
  allOn: 'Turn on again',
  which: 'About which operations',
  whichLead: 'Everything is on until you turn it off.',
  isOff: 'All notifications are off. These choices count once they are on again.',
  search: 'Search for an operation',
  operation: 'Operation',
  own: 'My entity',
  borrowers: 'Borrowers',
  ownOf: (operation: string) => `People of my entity, and requests: ${operation}`,
  borrowersOf: (operation: string) => `People of the borrowers: ${operation}`,
  none: 'You have no access to an operation yet',
  found: (n: number) => count(n, 'operation', 'operations'),
  noMatch: 'No operation matches',
  title: 'Notifications',
  lead: 'E-mail me when something changes among these people.',
  ownPeople: 'The people of my entity',
  ownHint: 'And when a request waits for my decision.',
  borrowerPeople: 'The people of the borrowers',
  offHere: 'All your notifications are off.',
  settings: 'All my notifications',
}

export type NoticeMessages = typeof en
