// What the pages of operations read and write. Every write brings what it touched up to date.
import { get, query, write } from '../../api'
import { cache, refresh, useQuery } from '../../query'
import type { AddItem, Contact, ContactState, Operation, OperationLine, Page, RegisterLine } from '../../types'

const of = (operation: string) => `operations/${encodeURIComponent(operation)}`
const contactPath = (operation: string, contact: Contact, action: string) =>
  `${of(operation)}/contacts/${encodeURIComponent(contact.id)}/${action}`

/** The entities for which the caller may add people: the server's word, never the page's. */
export const mayAdd = (operation: Operation) => operation.participations.filter((part) => part.may.includes('add_contact'))

interface ListFilters {
  q: string
  status: string
  side: string
  after: string | null
}

export function useOperations(filters: ListFilters) {
  return useQuery<Page<OperationLine>>({
    queryKey: ['operations', filters],
    queryFn: ({ signal }) => get(`operations${query({ ...filters })}`, signal),
    placeholderData: (previous) => previous, // one list in this environment: paging and filters do not blink
  })
}

export function useOperation(id: string) {
  return useQuery<Operation>({
    queryKey: ['operation', id],
    queryFn: ({ signal }) => get(of(id), signal),
  })
}

interface ContactFilters {
  state: ContactState
  q: string
  entity: string
  after: string | null
}

export function useContacts(operation: string, filters: ContactFilters) {
  return useQuery<Page<Contact>>({
    queryKey: ['operation', operation, 'contacts', filters.state, filters],
    queryFn: ({ signal }) => get(`${of(operation)}/contacts${query({ ...filters })}`, signal),
    // Kept within one list of one operation only: nobody's people may ever show under another name.
    placeholderData: (previous, before) => {
      const [, id, , state] = before?.queryKey ?? []
      return id === operation && state === filters.state ? previous : undefined
    },
  })
}

export function useRegister(operation: string, after: string | null) {
  return useQuery<Page<RegisterLine>>({
    queryKey: ['operation', operation, 'register', after],
    queryFn: ({ signal }) => get(`${of(operation)}/register${query({ after })}`, signal),
  })
}

/** After a write, or a refusal that shows that the page is out of date. */
export async function refreshOperation(operation: string): Promise<void> {
  await Promise.all([refresh(['operation', operation]), refresh(['operations'])])
}

async function change<T>(operation: string, path: string, body?: unknown): Promise<T> {
  try {
    return await write<T>(path, body)
  } finally {
    void refreshOperation(operation)
  }
}

export interface AddRequest {
  emails: string[]
  entity?: string
  until?: string
  message?: string
}

export const addContacts = (operation: string, request: AddRequest) =>
  change<{ items: AddItem[] }>(operation, `${of(operation)}/contacts`, request)

export const revokeContact = (operation: string, contact: Contact, reason: string) =>
  change<Contact>(operation, contactPath(operation, contact, 'revoke'), reason ? { reason } : {})

export const restoreContact = (operation: string, contact: Contact, until: string | null) =>
  change<Contact>(operation, contactPath(operation, contact, 'restore'), until ? { until } : {})

export const resendInvitation = (operation: string, contact: Contact) =>
  change<void>(operation, contactPath(operation, contact, 'resend'))

/** Nothing of an operation that is gone stays in memory. */
export const dropOperation = (operation: string): void =>
  cache.removeQueries({ queryKey: ['operation', operation], predicate: ({ queryKey }) => queryKey.length > 2 })
