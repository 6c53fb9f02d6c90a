// The English half; its type is the measure for the other.

export const en = {
  selected: (n: number) => `${n} selected`,
  clear: 'Clear the selection',
  progress: (done: number, all: number) => `${done} of ${all} done`,
  results: 'What happened',
  summary: (done: number, failed: number) => [
    done ? `${done} done.` : '',
    failed ? `${failed} refused; nothing has changed for them.` : '',
  ].filter(Boolean).join(' '),
  done: 'done',
  reasonHint: 'Kept in the register.',
}

export type SeveralWords = typeof en
