// The English half; its type is the measure for the other.
import { unbroken as count, sentence } from '../../words/english'
import type { AuthoriseItem, HabilitationStatus, Role } from '../../base/types'

const operations = (n: number) => count(n, 'operation', 'operations')

export const en = {
  chart: {
    title: 'Organisation chart',
    show: (name: string) => `Organisation chart: ${name}`,
    counts: (people: number, leaders: number) => [
      count(people, 'person', 'people'), leaders ? count(leaders, 'leader', 'leaders') : '',
    ].filter(Boolean).join(' · '),
    menu: (name: string) => `Actions for the team ${name}`,
    add: 'Add a team below',
    rename: 'Rename the team',
    move: 'Move the team',
    remove: 'Remove the team',
    addTitle: (name: string) => `Add a team below ${name}`,
    renameTitle: (name: string) => `Rename ${name}`,
    moveTitle: (name: string) => `Move ${name}`,
    removeTitle: (name: string) => `Remove ${name}?`,
    name: 'Name of the team',
    needName: 'Enter a name.',
    under: 'Under the team',
    moveLead: 'The teams below it and everybody in them move along. Their leaders keep what they lead.',
    removeLead: 'Only an empty team can be removed: no team below it, nobody in it, and nobody who was in it last.',
    save: 'Save',
    added: (name: string) => `The team ${name} has been added`,
    renamed: (name: string) => `The team is now called ${name}`,
    moved: (name: string, under: string) => `${name} is now under ${under}`,
    removed: (name: string) => `The team ${name} has been removed`,
  },

  people: {
    title: 'Authorisations',
    parts: 'Pages of the authorisations',
    chartAndPeople: 'Organisation and people',
    lists: 'Authorisations',
    current: 'Authorised people',
    archived: 'No longer authorised',
    search: 'Search a name or an address',
    person: 'Person',
    team: 'Team and roles',
    status: 'Status',
    since: 'Since',
    ended: 'Ended',
    declined: 'Declined',
    statuses: { queued: 'Queued', invited: 'Invited', active: 'Active', archived: 'Archived' } satisfies Record<HabilitationStatus, string>,
    roles: { team_leader: 'Team leader', creator: 'Creates operations' } satisfies Record<Role, string>,
    operations,
    noOperation: 'No operation',
    change: 'Change team or roles',
    drag: 'Drag onto a team of the chart to move',
    offer: 'Give earlier accesses back',
    handOver: 'Hand over the operations',
    handOverOf: (name: string) => `Hand over the operations of ${name}`,
    handOverMine: 'Hand over my access',
    archive: 'Archive the authorisation',
    restore: 'Restore',
    restoreOf: (name: string) => `Restore the authorisation: ${name}`,
    authorise: 'Authorise people',
    empty: 'Nobody in this team yet',
    emptyText: 'Authorise the first people with their e-mail address.',
    emptyArchive: 'Nobody has been archived here',
    emptyArchiveText: 'People whose authorisation has ended are kept here, and can be authorised again at any time.',
    found: (n: number) => count(n, 'person', 'people'),
    noMatch: 'Nobody matches',
    noMatchText: 'Change the search or choose another team.',
    reset: 'Show everybody',
    moveSelected: 'Move',
    archiveSelected: 'Archive',
    restoreSelected: 'Restore',
  },

  roleHints: {
    team_leader: 'Authorises people in the team and in all teams below it.',
    creator: 'Prepares operations and becomes their first manager.',
  } satisfies Record<Role, string>,

  language: {
    label: 'Language of the invitation',
    hint: 'For people without an account; the others receive their e-mails in their own.',
    like: (name: string) => `${name}, like the others of the entity`,
    others: 'That of the others of the entity',
    both: 'Both: French and English',
    names: { fr: 'French', en: 'English' },
  },

  authorise: {
    title: 'Authorise people',
    lead: (entity: string) => `They may act for ${entity}. Whoever has no account yet receives an invitation to create one.`,
    emails: 'E-mail addresses',
    emailsHint: 'One or several, separated by commas, spaces or new lines.',
    team: 'Team',
    roles: 'Roles',
    submit: (n: number) => (n > 1 ? `Authorise ${n} people` : 'Authorise'),
    summary: ({ invited = 0, active = 0, queued = 0, unchanged = 0, refused = 0 }: Partial<Record<AuthoriseItem['result'], number>>) => [
      sentence([invited && `${invited} invited`, active && `${active} authorised`, queued && `${queued} authorised for later`, unchanged && `${unchanged} authorised already`]),
      refused ? `${count(refused, 'address was', 'addresses were')} refused and can be corrected below.` : '',
    ].filter(Boolean).join(' ') || 'Nothing has changed.',
    outcomes: {
      active: 'is authorised now',
      invited: 'invitation sent',
      queued: 'is authorised from the chosen day on',
      unchanged: 'was authorised already, nothing has changed',
      refused: 'refused',
    } satisfies Record<AuthoriseItem['result'], string>,
  },

  change: {
    title: (name: string) => `Team and roles of ${name}`,
    done: (name: string) => `The authorisation of ${name} has been changed`,
  },

  archive: {
    title: (name: string) => `Archive the authorisation of ${name}?`,
    lead: (entity: string, n: number) => (n
      ? `This person may no longer act for ${entity} and loses access to ${operations(n)} at once.`
      : `This person may no longer act for ${entity}, at once. No operation is concerned.`),
    after: 'The account itself stays, and with it what other entities have granted. You can authorise the person again later.',
    submit: 'Archive',
    done: (name: string) => `${name} is no longer authorised`,
  },

  restore: {
    title: (name: string) => `Authorise ${name} again?`,
    lead: (team: string) => `The person comes back into the team ${team}, with the roles held before.`,
    after: 'Access to operations does not come back by itself: you choose next what is given back.',
    submit: 'Authorise again',
    done: (name: string) => `${name} is authorised again`,
    invited: (name: string) => `${name} has been invited again`,
  },

  offer: {
    title: (name: string) => `Give ${name} earlier accesses back?`,
    lead: 'These accesses ended with the authorisation. Today’s rules apply, and each keeps its end date. Those whose end has passed are restored on the operation’s page, with a new one.',
    lines: 'Accesses to give back',
    none: 'No access ended with an earlier authorisation, or all of them have been given back.',
    later: 'Not now',
    submit: (n: number) => (n ? `Give ${count(n, 'access', 'accesses')} back` : 'Give back'),
  },

  several: {
    move: (n: number) => `Move ${count(n, 'person', 'people')}`,
    moveLead: 'Their roles stay as they are, in the new team.',
    moveFrom: (team: string) => `now in ${team}`,
    moved: (n: number, team: string) => `${count(n, 'person is', 'people are')} now in ${team}`,
    archive: (n: number) => `Archive ${count(n, 'authorisation', 'authorisations')}?`,
    archiveLead: 'These people may no longer act for the entity, at once. Their accounts stay.',
    loses: (n: number) => (n ? `loses access to ${operations(n)}` : 'no operation is concerned'),
    losesLead: (team: string) => `no longer leads ${team}`,
    losesRole: (role: string) => `loses the role “${role}”`,
    moreLines: (n: number) => `and ${count(n, 'other', 'others')}`,
    lastLeader: 'Cannot be archived: last active team leader at the root. Name a successor first.',
    lastManager: (references: string) => `Cannot be archived: nobody else manages ${references}. Add a successor there first.`,
    archived: (n: number) => `${count(n, 'authorisation', 'authorisations')} archived`,
    archiveSubmit: 'Archive them',
    restore: (n: number) => `Authorise ${count(n, 'person', 'people')} again?`,
    restoreLead: 'Access to operations does not come back by itself: give it back from each person’s menu.',
    restoreTo: (team: string) => `comes back into ${team}`,
    restoreSubmit: 'Authorise them again',
  },

  lone: {
    text: (entity: string) => `You alone lead the whole of ${entity}: if you are away, nobody can authorise anybody at its root. Name a second team leader.`,
    action: 'Authorise a second leader',
  },

  strictness: {
    title: 'Lender and borrower guests',
    label: 'People added as lender or borrower must be authorised by a team leader',
    on: (entity: string) => `Whoever is added to an operation for ${entity} waits until a team leader has agreed. This is the rule, and the safest.`,
    off: (entity: string) => `On the lender and borrower sides, people are let in for ${entity} as soon as somebody adds them, without a team leader. `
      + 'On the manager side an authorisation is needed in any case.',
    done: { on: 'A team leader must agree from now on', off: 'Lenders and borrowers are let in without a team leader from now on' },
  },

  why: 'Why?',
}

export type EntityWords = typeof en
