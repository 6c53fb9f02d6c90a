// The English half; its type is the measure for the other.
export const en = {
  keys: {
    title: 'Keyboard shortcuts',
    lead: 'They do nothing while you type in a field.',
    go: 'Go to an operation, a page or a person',
    search: 'Search the list',
    down: 'Next line',
    up: 'Line before',
    tick: 'Tick the line, or take its tick away',
    help: 'Show these keys',
    enabled: 'Keys of one character',
    enabledHint: 'Without a modifier such as Ctrl. Kept in this browser.',
    or: 'or',
  },
  go: {
    title: 'Go to',
    field: 'An operation, a page, a person of this list',
    nothing: 'Nothing has this name.',
    found: (n: number) => (n === 1 ? '1 result' : `${n} results`),
    operations: 'Operations',
    people: 'People of this list',
    pages: 'Pages',
    actions: 'Actions',
    add: 'Add contacts to this operation',
    create: 'New operation',
    keys: 'Keyboard shortcuts',
  },
}

export type ShellWords = typeof en
