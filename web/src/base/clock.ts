// What time it is by the server's clock: this machine's may be a month off, and an end is counted from today.
const NEAR = 2000 // what the way of an answer, and a header without fractions, make of two clocks that agree

let ahead = 0

/** Each answer says when it was given (RFC 9110, Date). */
export function hearTime(date: string | null): void {
  const off = date ? Date.parse(date) - Date.now() : Number.NaN
  if (!Number.isNaN(off)) ahead = Math.abs(off) < NEAR ? 0 : off
}

export const now = (): Date => new Date(Date.now() + ahead)

/** By which this browser counts its days; a name of the IANA's. */
export const ownZone = (): string | undefined => new Intl.DateTimeFormat().resolvedOptions().timeZone
