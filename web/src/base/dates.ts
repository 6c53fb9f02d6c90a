// When an access begins and ends, as pages ask for it and show it. Days are those of the reader's own time zone, today is by
// the server's clock.
import { now as serverNow } from './clock'

const DAY = 86400000

/** How long: not limited, so many months or days, or up to a day that is picked. */
export type End = 'none' | 'm1' | 'm3' | 'm12' | 'd90' | 'day'

/** As it is asked for; days as a date field writes them. Without `end` nothing is chosen yet. */
export interface Dates {
  from: string
  end: End | ''
  day: string
}

/** As the server takes it. */
export interface Terms {
  from?: string | undefined
  until: string | null
}

export const noDates = (end: End | '' = 'none'): Dates => ({ from: '', end, day: '' })

/** What had an end needs to be told a new one; who may give it until some day only gives it until then. */
export const datesAgain = ({ until, latest_until: latest = null }: { until: string | null; latest_until?: string | null | undefined }): Dates =>
  noDates(until && !latest ? '' : 'none')

/** A day of the calendar as a date field writes it. */
export function isDay(text: string | null): text is string {
  const noon = /^\d{4}-\d\d-\d\d$/.test(text ?? '') ? Date.parse(`${text}T12:00Z`) : Number.NaN
  return !Number.isNaN(noon) && new Date(noon).toISOString().startsWith(text ?? '')
}

/** The last instant of a day picked in a date field, in the reader's own time zone. */
export const endOfDay = (day: string): string => new Date(`${day}T23:59:59.999`).toISOString()

/** A day as a date field writes it. */
export function today(now: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** The day after `now`: the first day on which an access may end. */
export const tomorrow = (now: Date): string => today(new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1))

const startOfDay = (day: string): Date => new Date(`${day}T00:00:00`)

/** The last instant of the day so many months from now, in the reader's own time zone. */
export function endIn(months: number, now = serverNow()): string {
  const day = new Date(now.getFullYear(), now.getMonth() + months, 1)
  const last = new Date(day.getFullYear(), day.getMonth() + 1, 0).getDate()
  return new Date(day.getFullYear(), day.getMonth(), Math.min(now.getDate(), last), 23, 59, 59, 999).toISOString()
}

function endOf({ end, day }: Dates, from: Date): string | null {
  switch (end) {
    case 'm1': return endIn(1, from)
    case 'm3': return endIn(3, from)
    case 'm12': return endIn(12, from)
    case 'd90': return new Date(from.getFullYear(), from.getMonth(), from.getDate() + 90, 23, 59, 59, 999).toISOString()
    case 'day': return endOfDay(day)
    default: return null
  }
}

/** Begins at the start of its day, ends at the end of its own; today is at once. The last day that is allowed may be cut. */
export function termsOf(dates: Dates, latest: string | null = null, now = serverNow()): Terms {
  const from = dates.from > today(now) ? startOfDay(dates.from) : undefined
  const until = endOf(dates, from ?? now)
  return { from: from?.toISOString(), until: latest && (!until || until > latest) ? latest : until }
}

/** The durations that end in time, counted from today. */
export const endsWithin = (ends: End[], latest: string | null | undefined, now = serverNow()): End[] =>
  ends.filter((end) => end === 'none' || end === 'day' || !latest || (endOf({ from: '', end, day: '' }, now) ?? '') <= latest)

export interface DateProblems {
  from?: 'past'
  until?: 'missing' | 'early' | 'order' | 'late'
}

/** A day typed by hand may lie before the least one that the field offers. */
export function dateProblems({ from, end, day }: Dates, latest: string | null = null, now = serverNow()): DateProblems {
  const first = today(now)
  const last = latest && today(new Date(latest))
  const problems: DateProblems = {}
  if (from && from < first) problems.from = 'past'
  if (!end) problems.until = 'missing'
  else if (end === 'day' && day <= first) problems.until = 'early'
  else if (end === 'day' && day < from) problems.until = 'order'
  else if (end === 'day' && last && day > last) problems.until = 'late'
  return problems
}

export const areGood = (dates: Dates, latest: string | null = null): boolean => !Object.keys(dateProblems(dates, latest)).length

export const isAhead = (time: string | null, now = serverNow().getTime()): boolean => time !== null && Date.parse(time) > now

/** Within the month in which reminders are sent. */
export const endsSoon = (until: string | null, now = serverNow().getTime()): boolean =>
  until !== null && Date.parse(until) > now && Date.parse(until) <= now + 30 * DAY

/** What may be given to all of several. */
export function earliest(all: { latest_until?: string | undefined }[]): string | null {
  const ends = all.map(({ latest_until: latest }) => latest).filter((latest) => latest !== undefined)
  return ends.toSorted()[0] ?? null
}
