// Ends of access, as pages offer and show them.

const DAY = 86400000

/** The last instant of the day so many months from now, in the reader's own time zone. */
export function endIn(months: number, now = new Date()): string {
  const day = new Date(now.getFullYear(), now.getMonth() + months, 1)
  const last = new Date(day.getFullYear(), day.getMonth() + 1, 0).getDate()
  return new Date(day.getFullYear(), day.getMonth(), Math.min(now.getDate(), last), 23, 59, 59, 999).toISOString()
}

/** Within the month in which reminders are sent. */
export const endsSoon = (until: string | null, now = Date.now()): boolean =>
  until !== null && Date.parse(until) > now && Date.parse(until) <= now + 30 * DAY
