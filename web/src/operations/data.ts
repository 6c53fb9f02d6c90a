// What the pages of operations read and write. Every write brings what it touched up to date.
import { useEffect } from 'preact/hooks'
import { get, getText, oneActor, query, submit, write } from '../base/api'
import type { Terms } from '../base/dates'
import { nameOf } from '../words/names'
import { cache, refresh, useQuery, type Ask } from '../base/query'
import { pageOf, type Route } from '../base/router'
import { session } from '../base/session'
import { filtersOf, PAGE, sheetQuery, type ContactFilters } from './listing'
import type { AddItem, Contact, Contacts, ContactState, EntityName, Habilitation, Impact, Operation, OperationLine, Page, Side, Why } from '../base/types'

const of = (operation: string) => `operations/${encodeURIComponent(operation)}`
const contactPath = (operation: string, contact: Contact, action: string) =>
  `${of(operation)}/contacts/${encodeURIComponent(contact.id)}/${action}`

/** One line of those with access, by its id alone; null when it is not among them any more. */
export async function findContact(operation: string, contact: string): Promise<{ name: string; contact: Contact | null }> {
  const { person } = await get<Why>(`${of(operation)}/contacts/${encodeURIComponent(contact)}/why`)
  const { items } = await get<Page<Contact>>(`${of(operation)}/contacts${query({ state: 'current', q: person.email, limit: 100 })}`)
  return { name: person.name ?? person.email, contact: items.find(({ id }) => id === contact) ?? null }
}

/** The entities for which the caller may add people: the server's word, never the page's. */
export const mayAdd = (operation: Operation) => operation.participations.filter((part) => part.may.includes('add_contact'))

/** Where something was done, among recent actions. */
export const placeOf = ({ reference, name }: Operation): string => `${reference} ${name}`

/** The way back from a revoked line: as it was, its giver and dates too. */
export const undoRevoked = (operation: Operation, contact: Contact) => ({
  key: contact.id,
  who: nameOf(contact),
  steps: [{ do: 'restore_contact' as const, operation: operation.id, contact: contact.id, of: '' }],
})

/** The way back from a restored line; one that had expired would come back as revoked. */
export const undoRestored = (operation: Operation, contact: Contact) => ({
  key: contact.id,
  who: nameOf(contact),
  steps: [{ do: 'revoke_contact' as const, operation: operation.id, contact: contact.id, reason: contact.reason, of: '' }],
})

/** An operation's life is in the hands of those who manage it. */
export const mayChange = (operation: Operation): boolean => operation.may.includes('change')

interface ListFilters {
  q: string
  status: string
  side: string
}

export const operationsAfter = (filters: ListFilters): Ask<Page<OperationLine>> => (after) => ({
  queryKey: ['operations', { ...filters, after }],
  queryFn: ({ signal }) => get(`operations${query({ ...filters, after })}`, signal),
  placeholderData: (previous) => previous, // one list in this environment: paging and filters do not blink
})

export function useOperation(id: string, enabled = true) {
  return useQuery<Operation>({
    queryKey: ['operation', id],
    queryFn: ({ signal }) => get(of(id), signal),
    enabled,
  })
}

interface ContactsAsked extends ContactFilters {
  state: ContactState
  after: string | null
}

/** The part of the path that a list has for itself. */
export const contactsPath = (operation: string): string => `${of(operation)}/contacts`

const contactsQuery = (operation: string, asked: ContactsAsked) => ({
  queryKey: ['operation', operation, 'contacts', asked.state, asked],
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<Contacts> => get(`${contactsPath(operation)}${query({ ...asked })}`, signal),
})

/** The list is asked for together with the operation, not after it: its page would wait twice. */
export function useContactsAhead(operation: string, at: Route): void {
  useEffect(() => {
    const state = at.name === 'access' ? 'current' : at.name === 'archive' ? 'archived' : null
    if (state && pageOf(at) === 1) void cache.prefetchQuery(contactsQuery(operation, { state, ...filtersOf(at), after: null }))
  }, [])
}

/** Without `after` it is not known yet where the page begins. */
export function useContacts(operation: string, { after, ...filters }: ContactFilters & { state: ContactState; after: string | null | undefined }) {
  return useQuery<Contacts>({
    ...contactsQuery(operation, { ...filters, after: after ?? null }),
    enabled: after !== undefined,
    // Kept within one list of one operation only: nobody's people may ever show under another name.
    placeholderData: (previous, before) => {
      const [, id, , state] = before?.queryKey ?? []
      return id === operation && state === filters.state ? previous : undefined
    },
  })
}

const MOST = 100

/** Walks a list from its start, a hundred lines at a time, until `most` are read or it ends. */
async function walk(operation: string, asked: Omit<ContactsAsked, 'after'>, most: number, signal: AbortSignal, hear: (items: Contact[]) => void) {
  const check = oneActor()
  let after: string | null = null
  for (let left = most; left > 0;) {
    check()
    const limit = Math.min(MOST, left)
    const page: Contacts = await get(`${contactsPath(operation)}${query({ ...asked, after, limit })}`, signal)
    hear(page.items)
    left -= limit
    after = page.next
    if (!after) break
  }
  return after
}

/** What comes before a page; null when there is no such page. */
export const cursorBefore = (operation: string, asked: Omit<ContactsAsked, 'after'>, page: number, signal: AbortSignal): Promise<string | null> =>
  walk(operation, asked, (page - 1) * PAGE, signal, () => undefined)

/** All lines that the filters leave; says how many it has read. */
export async function allContacts(operation: string, asked: Omit<ContactsAsked, 'after'>, signal: AbortSignal, hear: (count: number) => void): Promise<Contact[]> {
  const all: Contact[] = []
  await walk(operation, asked, Infinity, signal, (items) => {
    all.push(...items)
    hear(all.length)
  })
  return all
}

/** The same as a file. */
export const contactsSheet = (operation: string, state: ContactState, filters: ContactFilters): Promise<string> =>
  getText(`${contactsPath(operation)}.csv${sheetQuery(state, filters)}`)

/** After a write, or a refusal that shows that the page is out of date. */
export async function refreshOperation(operation: string): Promise<void> {
  await Promise.all([refresh(['operation', operation]), refresh(['operations'])])
}

async function changing<T>(operation: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } finally {
    void refreshOperation(operation)
  }
}

export interface AddRequest {
  emails: string[]
  entity?: string
  from?: string | undefined
  until?: string | undefined
  message?: string | undefined
  language?: string | undefined
}

export const addContacts = (operation: string, request: AddRequest) =>
  changing(operation, write<{ items: AddItem[] }>(`${of(operation)}/contacts`, request))

/** Where addresses are looked at before they are added. */
export const checkPath = (operation: string): string => `${of(operation)}/contacts/check`

/** People of an entity whom one sees and who have no access here: those who had, and at one's own those authorised. */
export async function colleaguesOf(operation: string, entity: string): Promise<{ name: string; email: string }[]> {
  const { environment } = session.value ?? {}
  const list = (state: ContactState) => get<Page<Contact>>(`${of(operation)}/contacts${query({ state, entity, limit: 100 })}`)
  const isLeader = environment?.entity === entity && environment.team_leader
  const authorised = isLeader ? get<Page<Habilitation>>(`entities/${encodeURIComponent(entity)}/habilitations${query({ limit: 100 })}`) : { items: [] }
  const [current, former, own] = await Promise.all([list('current'), list('archived'), authorised])
  const here = new Set(current.items.map(({ email }) => email.toLowerCase()))
  const others = [...former.items.map((one) => ({ name: nameOf(one), email: one.email })), ...own.items.map((one) => ({ name: nameOf({ ...one.user, email: one.email }), email: one.email }))]
  const first = new Map(others.map((one) => [one.email.toLowerCase(), one]))
  return [...first.values()].filter(({ email }) => !here.has(email.toLowerCase()))
}

/** What revoking lines would leave; nothing is done. */
export function useImpact(operation: string, contacts: string[]) {
  return useQuery<Impact>({
    queryKey: ['operation', operation, 'impact', contacts],
    queryFn: () => submit('POST', `${of(operation)}/contacts/impact`, { contacts }),
  })
}

/** How a line comes back, and why. */
type Restoring = Terms & { reason?: string | undefined }

/** The writes alone: done to several lines one after the other, they bring the page up to date once. */
export const each = {
  revoke: (operation: string, contact: Contact, reason: string) =>
    write<Contact>(contactPath(operation, contact, 'revoke'), reason ? { reason } : {}),
  restore: (operation: string, contact: Contact, terms: Restoring) => write<Contact>(contactPath(operation, contact, 'restore'), terms),
  extend: (operation: string, contact: Contact, until: string | null) =>
    write<Contact>(contactPath(operation, contact, 'extend'), { until }),
  resend: (operation: string, contact: Contact) => write<void>(contactPath(operation, contact, 'resend')),
}

export const revokeContact = (operation: string, contact: Contact, reason: string) =>
  changing(operation, each.revoke(operation, contact, reason))

export const restoreContact = (operation: string, contact: Contact, terms: Restoring) =>
  changing(operation, each.restore(operation, contact, terms))

export const undoContact = (operation: string, contact: Contact) =>
  changing(operation, write<Contact>(contactPath(operation, contact, 'restore'), { undo: true }))

export const extendContact = (operation: string, contact: Contact, until: string | null) =>
  changing(operation, each.extend(operation, contact, until))

export const resendInvitation = (operation: string, contact: Contact) => changing(operation, each.resend(operation, contact))

/** To be removed, by those who can. */
export async function askToLeave(operation: string, reason: string): Promise<void> {
  await changing(operation, write<void>(`${of(operation)}/leave`, reason ? { reason } : {}))
  void refresh(['requests'])
}

/** To be followed by somebody: one's own access ends when he has accepted. */
export async function handOver(operation: string, email: string, message: string): Promise<void> {
  await changing(operation, write<unknown>('handovers', { successors: [{ email, operations: [operation] }], ...(message ? { message } : {}) }))
  void refresh(['handovers'])
}

/** What an operation is made of. */
export interface Composition {
  reference: string
  name: string
  participations: { entity: string; side: Side }[]
}

export async function createOperation(composition: Composition): Promise<Operation> {
  const made = await write<Operation>('operations', composition)
  void refresh(['operations'])
  return made
}

export const changeOperation = (operation: string, composition: Composition) =>
  changing(operation, submit<Operation>('PATCH', of(operation), composition))

export const publishOperation = (operation: string) => changing(operation, write<Operation>(`${of(operation)}/publish`))
export const closeOperation = (operation: string, until: string | null) =>
  changing(operation, write<Operation>(`${of(operation)}/close`, until ? { until } : {}))

/** Entities to choose from, by a part of their name. */
export function useEntities(q: string, limit: number) {
  return useQuery<Page<EntityName>>({
    queryKey: ['entities', q, limit],
    queryFn: ({ signal }) => get(`entities${query({ q, limit })}`, signal),
    placeholderData: (previous) => previous,
  })
}

/** Nothing of an operation that is gone stays in memory. */
export const dropOperation = (operation: string): void =>
  cache.removeQueries({ queryKey: ['operation', operation], predicate: ({ queryKey }) => queryKey.length > 2 })
