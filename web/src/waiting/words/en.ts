// The English half; its type is the measure for the other.
import { unbroken as count } from '../../words/english'
import type { Group } from '../data'

interface GroupWords {
  /** In the strip, with its number. */
  short: (n: number) => string
  title: string
  /** What to do about it. */
  todo: string
  /** What its date is. */
  when: string
}

export const en = {
  title: 'Waiting for me',
  strip: 'What waits for you',
  nothing: 'Nothing waits for you',
  nothingText: 'Requests, handovers, invitations and ends that need you will stand here.',
  toOperations: 'Go to the operations',
  person: 'Person',
  where: 'Where',
  entity: 'Entity',
  operation: 'Operation',
  all: (n: number) => `Show all ${n}`,
  more: (n: number) => `and ${count(n, 'more', 'more')}`,
  groups: {
    requests: {
      short: (n) => count(n, 'request', 'requests'), title: 'Requests to decide',
      todo: 'Somebody requests access, or to be removed. Accept or refuse, with a word why.', when: 'Requested on',
    },
    handovers: {
      short: (n) => count(n, 'handover', 'handovers'), title: 'Handovers to answer',
      todo: 'Somebody who leaves names you as successor. Nothing changes hands before you accept.', when: 'Leaves on',
    },
    invitations_failed: {
      short: (n) => count(n, 'undelivered', 'undelivered'), title: 'Invitations not delivered',
      todo: 'The e-mail came back. Check the address: revoke the line and add the right one.', when: 'Came back on',
    },
    invitations_expired: {
      short: (n) => count(n, 'expired invitation', 'expired invitations'), title: 'Expired invitations',
      todo: 'The link was not used in time. Send it again, or revoke the line.', when: 'Expired on',
    },
    ending: {
      short: (n) => count(n, 'access ending', 'accesses ending'), title: 'Accesses that end within 30 days',
      todo: 'Set another end for those who go on. The others end by themselves.', when: 'Ends on',
    },
    lone_managers: {
      short: (n) => count(n, 'lone manager', 'lone managers'), title: 'Operations with a single manager',
      todo: 'Add a second manager: nobody could stand in for the one.', when: '',
    },
    lone_leaders: {
      short: (n) => count(n, 'lone team leader', 'lone team leaders'), title: 'A single team leader',
      todo: 'Make somebody else team leader at the root: nobody could stand in for the one.', when: '',
    },
    unproved: {
      short: (n) => count(n, 'unproved mailbox', 'unproved mailboxes'), title: 'Mailbox not proved for 30 days',
      todo: 'These people may have left. Ask, and revoke the access of who did.', when: 'Last proved on',
    },
  } satisfies Record<Group, GroupWords> as Record<Group, GroupWords>,
}

export type WaitingWords = typeof en
