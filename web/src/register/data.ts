// What a register says, page by page or all of it. The filters are days as a date field writes them.
import { getAll } from '../base/all'
import { get, query } from '../base/api'
import { isDay } from '../base/dates'
import type { Ask } from '../base/query'
import type { Page, RegisterLine } from '../base/types'

/** Whose register it is. */
export type Subject = 'operation' | 'entity'

export interface Filters {
  action: string
  from: string
  to: string
}

export function filtersOf(search: URLSearchParams): Filters {
  const day = (name: string) => {
    const given = search.get(name)
    return isDay(given) ? given : ''
  }
  return { action: search.get('action') ?? '', from: day('from'), to: day('to') }
}

/** The two instants of "old/new", null where there was or is none; null for what somebody wrote himself. */
export function endsIn(reason: string): (string | null)[] | null {
  const instant = String.raw`\.\.|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`
  const found = new RegExp(`^(${instant})/(${instant})$`).exec(reason)
  return found && found.slice(1).map((end) => (end === '..' ? null : end))
}

/** A day begins where the reader is; the server counts instants. */
function startOf(day: string, later = 0): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}

/** Whole days, the last one included. */
export const asked = ({ action, from, to }: Filters) => ({ action, since: from && startOf(from), until: to && startOf(to, 1) })

export const registerAfter = (of: Subject, id: string, path: string, filters: Filters): Ask<Page<RegisterLine>> => (after) => ({
  queryKey: [of, id, 'register', filters, after],
  queryFn: ({ signal }) => get(`${path}${query({ ...asked(filters), after })}`, signal),
  placeholderData: (previous, before) => (before?.queryKey[1] === id ? previous : undefined),
})

/** All that the filters leave, page after page: newer decisions that come meanwhile are not among them. */
export const readAll = async (path: string, filters: Filters, signal: AbortSignal, hear: (count: number) => void): Promise<RegisterLine[]> =>
  (await getAll<RegisterLine>(path, { asked: asked(filters), signal, hear })).items
