// The English half; its type is the measure for the other.
import { unbroken as count } from '../../words/english'
import { formatNumber } from '../../words/format'
import type { EntityKind, Operation } from '../../base/types'

type Counts = Operation['contact_counts']

/** "42 active · 3 invited · 1 waiting". */
const parts = ({ active, invited, queued }: Counts) =>
  [count(active, 'active', 'active'), invited && count(invited, 'invited', 'invited'), queued && count(queued, 'waiting', 'waiting')].filter(Boolean).join(' · ')

export const en = {
  warnings: {
    addManager: 'Add a manager',
    addColleague: 'Add a colleague',
  },

  leave: {
    ask: 'Ask to be removed',
    hint: 'You no longer need this operation?',
    title: 'Ask to be removed from this operation?',
    lead: 'Nobody can revoke their own access. Your request goes to those who can: the contacts who manage the file, your colleagues on it and your team leaders. Your access stays as it is until one of them accepts.',
    reasonHint: 'Told to them, and kept in the register.',
    submit: 'Send the request',
    done: 'Your request has been sent to those who can remove you',
    asked: (date: string) => `You asked to be removed on ${date}. Nobody has decided yet.`,
    see: 'See my request',
    wish: (operation: string) => `To be removed from ${operation}`,
    approveLead: 'The person loses access to the operation at once. It can be restored later from the archive.',
    refuseLead: 'The person keeps the access and is told so. A reason helps to understand.',
  },

  compose: {
    title: 'New operation',
    lead: 'It starts as a draft that only its managers see. Nobody is mailed before you publish it.',
    changeTitle: 'Change the operation',
    reference: 'Reference',
    referenceHint: 'By which everybody knows it.',
    name: 'Name',
    needed: 'This information is needed.',
    taken: 'This reference is taken already: choose another.',
    participations: 'Participating entities',
    participationsHint: 'Your entity manages the operation. Add the lenders and the borrower.',
    side: (name: string) => `Part of ${name}`,
    own: 'Your entity',
    remove: (name: string) => `Remove ${name}`,
    find: 'Add an entity',
    findHint: 'Type a part of its name, then choose it.',
    found: (n: number) => (n ? `${count(n, 'entity', 'entities')} found` : 'No entity has this name.'),
    kinds: { bank: 'Bank', fund: 'Fund', company: 'Company' } satisfies Record<EntityKind, string>,
    submit: 'Create the draft',
    save: 'Save',
    created: (name: string) => `${name} is ready to be prepared: add its contacts, then publish it`,
    saved: 'The operation has been changed',
    notAllowed: 'You may not create operations for this entity. A team leader of your entity can give you the role “Creates operations”.',
    notAllowedTitle: 'Not among your roles',
    back: 'Back to the list',
  },

  life: {
    menu: 'Actions for the operation',
    change: 'Change reference, name or entities',
    changeEntities: 'Change',
    publish: 'Publish',
    close: 'Close the operation',
    publishTitle: (name: string) => `Publish “${name}”?`,
    publishLead: 'The operation opens for everybody on it. These people are told now:',
    publishNobody: 'The operation opens. Nobody is waiting on it yet: you can add contacts at any time.',
    noBorrower: 'There is no borrower yet. Add one before publishing.',
    mailed: 'is told by e-mail',
    waits: 'is told by e-mail, or waits until a team leader of the entity has agreed',
    more: (n: number) => `and ${count(n, 'other person', 'other people')}`,
    published: (name: string) => `${name} is open`,
    closeTitle: (name: string) => `Close “${name}”?`,
    closeLead: 'Afterwards nobody can be added or restored, and nothing can be changed: access can only be withdrawn. Whoever has access keeps it, to read, for as long as you choose below.',
    closeWarning: 'A closed operation cannot be opened again.',
    closeUntil: 'How long people keep their access',
    closeUntilHint: 'This does not concern managers, who keep theirs. An end that comes earlier stays.',
    closed: (name: string) => `${name} is closed`,
  },

  contacts: {
    declined: 'Declined',
    /** All by one number where all have access. */
    counts: (counts: Counts) => (counts.invited || counts.queued ? parts(counts) : formatNumber('en', counts.active)),
    anyLeader: (entity: string) => `a team leader of ${entity}`,
    waitsFor: { agreement: 'for a team leader’s agreement', publication: 'for the publication' },
    revoke: 'Revoke',
    resend: 'Resend',
    restore: 'Restore',
    revokeTitle: (n: number) => `Revoke ${count(n, 'access', 'accesses')}?`,
    revokeLead: 'These people lose access to the folder at once. You can undo this right afterwards, and restore it later from the archive.',
    loses: (entity: string) => `loses access on behalf of ${entity}`,
    losesInvitation: (entity: string) => `the invitation on behalf of ${entity} ends`,
    revokeSubmit: 'Revoke them',
    revoked: (n: number) => `${count(n, 'access', 'accesses')} revoked`,
    resendTitle: (n: number) => `Resend ${count(n, 'invitation', 'invitations')}?`,
    resendLead: 'The links sent before stop working.',
    resends: (email: string) => `a new link goes to ${email}`,
    resendSubmit: 'Resend them',
    restoreTitle: (n: number) => `Restore ${count(n, 'access', 'accesses')}?`,
    restoreLead: 'Today’s rules apply: a person may have to be invited again, or wait for a team leader’s agreement.',
    restores: (entity: string) => `on behalf of ${entity}`,
    restoreSubmit: 'Restore them',
  },
}

export type OperationWords = typeof en
