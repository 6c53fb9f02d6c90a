// The English half; its type is the measure for the other.
import type { End } from '../../base/dates'

export const en = {
  extend: 'Extend access',
  setEnd: 'Set an end date',
  title: (name: string) => `Extend the access of ${name}`,
  setTitle: (name: string) => `Set an end date for the access of ${name}`,
  now: (date: string) => `It ends on ${date}. From today, extend it by:`,
  noEnd: 'It has no end at present. Give it one:',
  more: 'Dates',
  start: 'From',
  startHint: (zone: string) => `It begins with that day, in your time zone (${zone}). Leave empty to begin at once.`,
  until: 'Until',
  ends: { none: 'Until further notice', m1: '1 month', m3: '3 months', m12: '1 year', d90: '90 days', day: 'Until a date' } satisfies Record<End, string>,
  latest: (date: string) => `Until ${date}, the latest possible`,
  latestHint: 'Nobody gives access for longer than his own, or beyond the end that a manager or leader above has set.',
  zone: (zone: string) => `In your time zone (${zone})`,
  day: 'Last day',
  dayHint: (zone: string) => `It ends by itself at midnight, the end of that day in your time zone (${zone}).`,
  atMidnight: (day: string) => `${day} at midnight`,
  problems: {
    past: 'Choose today or a later day.',
    missing: 'Choose a duration, a date, or “until further notice”.',
    early: 'Choose a day after today.',
    order: 'The end would come before the start. Choose a later day.',
    late: 'Choose an earlier day: you give no longer than the date named above.',
  },
  ended: (date: string) => `The last one had an end: ${date}. Choose the new one.`,
  begins: (date: string) => `has access from ${date} on`,
  restored: (name: string, date: string) => `${name} has access again from ${date} on`,
  authorised: (name: string, date: string) => `${name} is authorised again from ${date} on`,
  habilitation: {
    extend: 'Extend',
    title: (name: string) => `Extend the authorisation of ${name}`,
    setTitle: (name: string) => `Set an end date for the authorisation of ${name}`,
    extended: (name: string, date: string) => `${name} is authorised until ${date}`,
    endless: (name: string) => `${name} is authorised until further notice`,
  },
  submit: 'Set this date',
  extended: (name: string, date: string) => `${name} has access until ${date}`,
  endless: (name: string) => `${name} has access until further notice`,
  from: (date: string) => `from ${date}`,
}

export type DateWords = typeof en
