// How a list of lines is asked for: narrowed, sorted, at which page. All of it stands in the address, by the names of the API.
import { query } from '../base/api'
import { href, type Route } from '../base/router'
import { recall, remember } from '../base/storage'
import type { ContactState } from '../base/types'

export const PAGE = 50

const NAMES = ['q', 'entity', 'status', 'side', 'added_by', 'endless', 'unproved', 'sort', 'order'] as const

/** What a list is sorted by, and which way. */
export const SORTS = ['name', 'name:desc', 'entity', 'entity:desc', 'status', 'status:desc', 'since', 'since:desc', 'until', 'until:desc'] as const
export type SortChoice = (typeof SORTS)[number]

/** Empty: not asked. */
export type ContactFilters = Record<(typeof NAMES)[number], string>

export const filtersOf = ({ query: asked }: Route): ContactFilters =>
  Object.fromEntries(NAMES.map((name) => [name, asked.get(name) ?? ''])) as ContactFilters

export const NOTHING = filtersOf({ name: 'access', params: {}, query: new URLSearchParams() })

/** What chooses lines, whatever their order. */
export const choosing = (filters: ContactFilters): ContactFilters => ({ ...filters, sort: '', order: '' })

export const isNarrowed = (filters: ContactFilters): boolean => Object.values(choosing(filters)).some(Boolean)

/** A click sorts upward; another one turns it round. By name upward is how a list comes by itself. */
export function sortedBy(filters: ContactFilters, by: string): ContactFilters {
  const isDown = (filters.sort || 'name') === by && filters.order !== 'desc'
  return { ...filters, sort: by === 'name' ? '' : by, order: isDown ? 'desc' : '' }
}

export const sortOf = ({ sort, order }: ContactFilters): string => `${sort || 'name'}${order === 'desc' ? ':desc' : ''}`

export function withSort(filters: ContactFilters, choice: SortChoice): ContactFilters {
  const [by = '', order = ''] = choice.split(':')
  return { ...filters, sort: by === 'name' ? '' : by, order }
}

export function listHref(operation: string, state: ContactState, filters: ContactFilters, page = 1): string {
  return href(state === 'current' ? 'access' : 'archive', { operation }, { ...filters, page: page > 1 ? String(page) : '' })
}

export const sheetQuery = (state: ContactState, filters: ContactFilters): string => query({ state, ...filters })

// --- views: filters under a name, in this browser, each person's own; a search names people and is not kept ------------

export interface View {
  name: string
  state: ContactState
  filters: Partial<ContactFilters>
  /** What it names is there only. */
  operation?: string
}

const VIEWS = 20

export function viewsOf(user: string): View[] {
  try {
    const kept: unknown = JSON.parse(recall(`views.${user}`) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one?.name === 'string' && typeof one.filters === 'object') : []
  } catch {
    return []
  }
}

/** The newest first; one of the same name is replaced. */
export function keepView(user: string, view: View): void {
  const others = viewsOf(user).filter(({ name }) => name !== view.name)
  remember(`views.${user}`, JSON.stringify([view, ...others].slice(0, VIEWS)))
}

export const forgetView = (user: string, view: View): void =>
  remember(`views.${user}`, JSON.stringify(viewsOf(user).filter(({ name }) => name !== view.name)))

export function viewOf(name: string, operation: string, state: ContactState, filters: ContactFilters): View {
  const given = Object.fromEntries(Object.entries(filters).filter(([filter, value]) => value && filter !== 'q'))
  return { name, state, filters: given, ...(filters.entity || filters.added_by ? { operation } : {}) }
}
