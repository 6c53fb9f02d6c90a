// The English half; its type is the measure for the other.
import type { DeedKind } from '../store'

export const en = {
  title: 'Recent actions',
  lead: 'Each can be undone for ten minutes; the people concerned are told again by e-mail. Afterwards, the archives and menus remain.',
  none: 'Nothing to undo',
  kinds: {
    revoke: 'Access revoked',
    restore: 'Access restored',
    archive: 'Authorisation archived',
    again: 'Authorised again',
    change: 'Team or roles changed',
    team: 'Team moved',
  } satisfies Record<DeedKind, string>,
  until: (time: string) => `until ${time}`,
  all: (n: number) => `Undo all ${n}`,
  undoOf: (who: string) => `Undo: ${who}`,
  asBefore: 'as it was',
  undone: 'Everything is as it was',
  changed: 'It has been changed again since: undoing would take that change away.',
  over: 'The ten minutes are over.',
  lost: (n: number) => (n === 1
    ? 'One access is to an operation that others are preparing: only its managers can give it back.'
    : `${n} accesses are to operations that others are preparing: only their managers can give them back.`),
  about: (what: string, why: string) => `${what}: ${why}`,
  elsewhere: (entity: string) => `Done on behalf of ${entity}: act for it again to undo this.`,
}

export type RecentWords = typeof en
