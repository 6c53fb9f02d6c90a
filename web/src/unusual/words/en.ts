// The English half; its type is the measure for the other.
import { count } from '../../words/english'

export const en = {
  title: 'These addresses',
  summary: (all: number, odd: number) =>
    [count(all, 'address', 'addresses'), odd ? `${odd} to look at` : 'nothing unusual'].join(' · '),
  usual: 'nothing unusual',
  waiting: 'being looked at …',
  known: 'you see this person here already',
  otherEntity: (entity: string) => `an address of ${entity}`,
  outside: 'from outside: a public mailbox, or a domain that nobody else of this entity has here',
  lookAlike: 'one letter away from a known domain',
  instead: (email: string) => `Did you mean ${email}?`,
  sure: 'Yes, I know this person',
  sureOf: (email: string) => `: ${email}`,
  needSure: (email: string) => `${email} is unusual: correct it, or say that you know this person.`,
  colleagues: (entity: string) => `Propose colleagues of ${entity}`,
  noColleagues: 'You see nobody else of this entity who could be added.',
  propose: (name: string) => `Add ${name} to the addresses`,
}

export type UnusualWords = typeof en
