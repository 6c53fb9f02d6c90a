// What is named by a part of its name, wherever one is: operations, and people of the operation that is open.
import { get, query } from '../base/api'
import { useQuery } from '../base/query'
import type { Contact, Contacts, Operation, OperationLine, Page } from '../base/types'
import { contactsPath, useOperation } from './data'

const SHOWN = 6

/** `here`: the operation that is open. */
export function useFound(q: string, here: string | undefined): { operations: OperationLine[]; people: Contact[]; operation: Operation | undefined } {
  const isAsked = q.length > 1
  const operations = useQuery<Page<OperationLine>>({
    queryKey: ['operations', 'found', q],
    queryFn: ({ signal }) => get(`operations${query({ q, limit: SHOWN })}`, signal),
    placeholderData: (previous) => previous,
  })
  const people = useQuery<Contacts>({
    queryKey: ['operation', here ?? '', 'found', q],
    queryFn: ({ signal }) => get(`${contactsPath(here ?? '')}${query({ q, limit: SHOWN })}`, signal),
    enabled: !!here && isAsked,
    placeholderData: (previous, before) => (before?.queryKey[1] === here ? previous : undefined),
  })
  return {
    operations: operations.data?.items ?? [],
    people: isAsked ? people.data?.items ?? [] : [],
    operation: useOperation(here ?? '', !!here).data,
  }
}
