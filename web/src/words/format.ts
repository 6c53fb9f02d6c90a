// Dates and numbers as the reader's language writes them. English is Europe's: 3 Mar 2026, 24 hours.
import type { Language } from './index'

const locales: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' }

/** Making a formatter costs far more than using it, and a list wants one for each of its lines. */
function kept<F>(make: (locale: string) => F): (language: Language) => F {
  const made: Partial<Record<Language, F>> = {}
  return (language) => (made[language] ??= make(locales[language]))
}

const days = kept((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }))
const wholeDays = kept((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'full' }))
const times = kept((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }))
const numbers = kept((locale) => new Intl.NumberFormat(locale))

/** A day stays on one line. */
export const formatDate = (language: Language, time: string): string =>
  days(language).format(new Date(time)).replaceAll(' ', '\u00a0')

/** A day as a date field has it, in words: "Thursday 31 December 2026". */
export const formatDay = (language: Language, day: string): string => wholeDays(language).format(new Date(`${day}T12:00`))

export const formatTime = (language: Language, time: string): string => times(language).format(new Date(time))

const day = (time: number): number => new Date(time).setHours(0, 0, 0, 0)
const beginsDay = (time: string): boolean => day(Date.parse(time)) !== day(Date.parse(time) - 1)
const endsDay = (time: string): boolean => day(Date.parse(time)) !== day(Date.parse(time) + 1000)

/** A day, with the time of day below which it is not that of the reader. */
const withClock = (language: Language, time: string): string =>
  `${formatDate(language, time)}${language === 'fr' ? ' à\u00a0' : ', '}${formatClock(language, Date.parse(time))}`

/** When something ends: the day alone where that is the end of one of the reader's days. */
export const formatEnd = (language: Language, time: string): string =>
  (endsDay(time) ? formatDate : withClock)(language, time)

/** When something begins, likewise. */
export const formatStart = (language: Language, time: string): string =>
  (beginsDay(time) ? formatDate : withClock)(language, time)

/** By whose clock the reader's times are: the place of his time zone, or UTC. */
export function zoneName(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  const isPlace = timeZone?.includes('/') && !timeZone.startsWith('Etc/')
  return isPlace ? timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', '\u00a0') : 'UTC'
}

/** The time of day. */
export function formatClock(language: Language, time: number): string {
  return new Intl.DateTimeFormat(locales[language], { timeStyle: 'short' }).format(time)
}

/** "A, B and C". */
export function formatList(language: Language, items: string[]): string {
  return new Intl.ListFormat(locales[language]).format(items)
}

/** One of several, whichever. */
export function formatChoice(language: Language, items: string[]): string {
  return new Intl.ListFormat(locales[language], { type: 'disjunction' }).format(items)
}

export const formatNumber = (language: Language, value: number): string => numbers(language).format(value)

/** "45 seconds", "3 minutes", "2 hours": how long to wait, never rounded below the truth. */
export function formatWait(language: Language, seconds: number): string {
  const [value, unit] = seconds < 60 ? [seconds, 'second'] : seconds < 3600
    ? [Math.ceil(seconds / 60), 'minute'] : [Math.ceil(seconds / 3600), 'hour']
  return new Intl.NumberFormat(locales[language], { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}
