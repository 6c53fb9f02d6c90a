// Around the server's own sentences: what they are about, who can help, where to go next.
export const en = {
  title: (name: string) => `Why? ${name}`,
  holds: 'The access is open: every condition is met.',
  lacks: 'The access is not open: what is missing, or waits, is marked below.',
  authorised: 'The authorisation is in force.',
  notAuthorised: 'The authorisation is not in force: what is missing, or waits, is marked below.',
  chain: 'What this is based on',
  states: { ok: 'Met:', missing: 'Missing:', waits: 'Waiting:' },
  who: 'Who can do it:',
  kinds: {
    leader: 'team leader of your entity',
    colleague: 'colleagues of the entity who have access',
    manager: 'manages the file',
    team_leader: 'team leaders of the entity',
    person: 'the person themselves',
  },
  actions: 'What you can do',
  allowed: { yes: 'Possible:', no: 'Not possible:' },
  names: {
    revoke: 'Revoke the access',
    restore: 'Restore',
    resend: 'Resend the invitation',
    leave: 'Ask to be removed',
    extend: 'Extend it, or set its end',
    hand_over: 'Hand over your access',
    change: 'Change team or roles',
    archive: 'Archive the authorisation',
  } as Record<string, string>,
  ask: 'Why?',
  next: {
    access: 'Ask for access',
    managers: 'See who manages the file',
    leave: 'Ask to be removed',
    successor: 'Add a successor',
  },
}

export type Why = typeof en
