// What is being composed: who takes over what, from when; and what the server is asked.
import { splitAddresses, looksLikeAddress } from '../base/addresses'
import type { Plan } from './data'

export interface Draft {
  step: 0 | 1 | 2
  mode: 'everything' | 'operations'
  /** Addresses, as they were typed: of those who take over everything, or the rest. */
  everything: string
  rest: string
  /** By operation: one address or several, parted by commas. */
  assigned: Record<string, string>
  from: string
  overlap: string
  message: string
}

/** Where addresses are looked at as they are typed; null: nowhere. */
export interface CheckedAt { path: string | null; more?: { entity?: string } }

export const EMPTY: Draft = { step: 0, mode: 'everything', everything: '', rest: '', assigned: {}, from: '', overlap: '0', message: '' }

const MOST_DAYS = 90

/** A day as a date field writes it, so many days later. */
export function dayAfter(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const next = new Date(year, month - 1, date + days)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${next.getFullYear()}-${two(next.getMonth() + 1)}-${two(next.getDate())}`
}

export function today(now: Date): string {
  return dayAfter(`${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}`, 0)
}

/** The first instant of a day, in the reader's own time zone. */
export const startOfDay = (day: string): string => new Date(`${day}T00:00`).toISOString()

export const areAddresses = (text: string): boolean => {
  const all = splitAddresses(text)
  return all.length > 0 && all.every(looksLikeAddress)
}

/** Everybody, with what he takes over; without operations: everything else. */
export function successorsOf(draft: Draft, sources: string[]): Plan['successors'] {
  const everything = splitAddresses(draft.mode === 'everything' ? draft.everything : draft.rest)
  if (draft.mode === 'everything') return everything.map((email) => ({ email }))
  const named = new Map<string, { email: string; operations: string[] }>()
  for (const operation of sources) {
    for (const email of splitAddresses(draft.assigned[operation] ?? '')) {
      const key = email.toLowerCase()
      if (!named.has(key)) named.set(key, { email, operations: [] })
      named.get(key)?.operations.push(operation)
    }
  }
  return [...named.values(), ...everything.map((email) => ({ email }))]
}

export const isDay = (draft: Draft, now: Date): boolean => draft.from === '' || draft.from >= today(now)
export const areDays = (text: string): boolean => /^\d{1,2}$/.test(text.trim()) && Number(text) <= MOST_DAYS

/** Days are the reader's: the server gets the instants at which they begin. Today means now. */
export function planOf(draft: Draft, sources: string[], habilitation: string | null, now: Date): Plan {
  const first = draft.from || today(now)
  const isNow = first === today(now)
  const days = Number(draft.overlap)
  return {
    successors: successorsOf(draft, sources),
    from: isNow ? undefined : startOfDay(first),
    until: days ? startOfDay(dayAfter(first, days)) : undefined,
    message: draft.message.trim() || undefined,
    habilitation: habilitation ?? undefined,
  }
}
