// Who had access on a day: which day is asked for, at which of its instants, and what stands in the file.
import { getAll } from '../base/all'
import { get, query } from '../base/api'
import { csvFile } from '../base/csvFile'
import { isDay, today } from '../base/dates'
import type { Ask } from '../base/query'
import { href } from '../base/router'
import type { AccessLine, AccessList, Operation } from '../base/types'

/** As the address has them; empty: not asked. */
export interface Filters {
  /** As a date field writes it, if it is a day at all. */
  day: string
  q: string
  entity: string
}

/** As the API takes them; without an instant it is now. */
export type Asked = Omit<Filters, 'day'> & { at: string }

/** No operation is older. A year that is being typed passes 0002 and 0020. */
export const FIRST_DAY = '2000-01-01'

export const filtersOf = (search: URLSearchParams): Filters => ({
  day: search.get('day') ?? '', q: search.get('q') ?? '', entity: search.get('entity') ?? '',
})

export const hrefOf = (operation: string, filters: Partial<Filters>): string => href('asOf', { operation }, { ...filters })

export type DayProblem = 'missing' | 'none' | 'early' | 'ahead'

/** Why there is no list of a day. */
export function problemOf(day: string, now: Date): DayProblem | null {
  if (!day) return 'missing'
  if (!isDay(day)) return 'none'
  if (day < FIRST_DAY) return 'early'
  return day > today(now) ? 'ahead' : null
}

/**
 * The end of a day of the reader's, to the minute that is told. What ends with that day ends some seconds later: whoever had
 * access all day is still there.
 */
export const endOf = (day: string): string => new Date(`${day}T23:59:00`).toISOString()

/** Today it is now, by the server's clock. */
export const askedOf = ({ day, ...filters }: Filters, now: Date): Asked => ({ ...filters, at: day === today(now) ? '' : endOf(day) })

/** What is often asked for: yesterday, and the ends of the last month and the last year. */
export function usualDays(now: Date): Partial<Record<'yesterday' | 'month' | 'year', string>> {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()]
  const yesterday = today(new Date(year, month, day - 1))
  const ofMonth = today(new Date(year, month, 0))
  const ofYear = today(new Date(year, 0, 0))
  return { yesterday, ...(ofMonth !== yesterday && { month: ofMonth }), ...(ofYear !== ofMonth && { year: ofYear }) }
}

const pathOf = (operation: string) => `operations/${encodeURIComponent(operation)}/access`

export const accessAfter = (operation: string, asked: Asked): Ask<AccessList> => (after) => ({
  queryKey: ['operation', operation, 'as-of', asked, after],
  queryFn: ({ signal }) => get(`${pathOf(operation)}${query({ ...asked, after })}`, signal),
  // Kept within the list of one instant only: nobody may ever show under another day.
  placeholderData: (previous, before) => {
    const [, id, , { at }] = (before?.queryKey ?? [null, null, null, {}]) as [unknown, unknown, unknown, Partial<Asked>]
    return id === operation && at === asked.at ? previous : undefined
  },
})

/** All of it, at one instant. */
export const allAccess = async (operation: string, asked: Asked, signal: AbortSignal, hear: (count: number) => void): Promise<AccessLine[]> =>
  (await getAll<AccessLine>(pathOf(operation), { asked: { ...asked }, signal, hear })).items

/** The names are for programs too, and the same in all languages. */
const COLUMNS = ['at', 'operation', 'operation_name', 'entity', 'side', 'person', 'email', 'from', 'until', 'granted_by', 'granted_by_email', 'granted_at', 'how',
  'reason', 'ended', 'row'] as const

type Row = Record<(typeof COLUMNS)[number], string>

const rowOf = ({ reference, name }: Pick<Operation, 'reference' | 'name'>, at: string, line: AccessLine): Row => ({
  at,
  operation: reference,
  operation_name: name,
  entity: line.entity.name,
  side: line.side,
  person: line.person.name ?? '',
  email: line.person.email,
  from: line.from ?? '',
  until: line.until ?? '',
  granted_by: line.granted_by?.name ?? '',
  granted_by_email: line.granted_by?.email ?? '',
  granted_at: line.granted_at ?? '',
  how: line.how ?? '',
  reason: line.reason ?? '',
  ended: line.ended ?? '',
  row: line.row === null ? '' : String(line.row),
})

export function toCsv(operation: Pick<Operation, 'reference' | 'name'>, at: string, lines: AccessLine[], delimiter: string): string {
  const rows = lines.map((line) => rowOf(operation, at, line))
  return csvFile([[...COLUMNS], ...rows.map((row) => COLUMNS.map((name) => row[name]))], delimiter)
}
