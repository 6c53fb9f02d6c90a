// What the page of a client entity reads and writes. Every write brings the whole of it up to date.
import { get, oneActor, query, submit, write } from '../base/api'
import type { Terms } from '../base/dates'
import { nameOf } from '../words/names'
import { choose, refresh, useQuery, view, type Ask } from '../base/query'
import type { begin } from '../recent/index'
import { session } from '../base/session'
import type { AuthoriseItem, Contact, Entity, Habilitation, HeldLine, HeldLines, Page, Role, Team } from '../base/types'

export type HabilitationState = 'current' | 'archived'

const of = (entity: string, ...parts: string[]) => ['entities', entity, ...parts].map(encodeURIComponent).join('/')

export const personOf = ({ user, email }: Habilitation): string => nameOf({ ...user, email })

export function useEntity(entity: string) {
  return useQuery<Entity>({
    queryKey: ['entity', entity],
    queryFn: ({ signal }) => get(of(entity), signal),
  })
}

interface Filters {
  team: string
  q: string
}

export const habilitationsAfter = (entity: string, state: HabilitationState, filters: Filters): Ask<Page<Habilitation>> => (after) => ({
  queryKey: ['entity', entity, 'habilitations', state, { ...filters, after }],
  queryFn: ({ signal }) => get(`${of(entity, 'habilitations')}${query({ state, ...filters, after })}`, signal),
  placeholderData: (previous, before) => (before?.queryKey[1] === entity && before.queryKey[3] === state ? previous : undefined),
})

/** The roles that the signed-in person holds here: nobody gives more. */
export function useOwnRoles(entity: string): Role[] {
  const me = session.value?.user
  const found = useQuery<Page<Habilitation>>({
    queryKey: ['entity', entity, 'own', me?.id],
    queryFn: ({ signal }) => get(`${of(entity, 'habilitations')}${query({ q: me?.email })}`, signal),
  })
  return found.data?.items.find(({ user }) => user.id === me?.id)?.roles ?? []
}

export const refreshEntity = (entity: string): Promise<void> => refresh(['entity', entity])

async function changing<T>(entity: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } finally {
    void refreshEntity(entity)
  }
}

export const setStrictness = (entity: string, strict: boolean) =>
  choose([view<Entity>({ queryKey: ['entity', entity], exact: true }, (known) => ({ ...known, guests_need_habilitation: strict }))],
    () => submit<Entity>('PATCH', of(entity), { guests_need_habilitation: strict }))

export const addTeam = (entity: string, parent: string, name: string) =>
  changing(entity, write<Team>(of(entity, 'teams'), { name, parent }))

export const changeTeam = (entity: string, team: Team, change: { name?: string; parent?: string }) =>
  changing(entity, submit<Team>('PATCH', of(entity, 'teams', team.id), change))

export const removeTeam = (entity: string, team: Team) => changing(entity, submit<void>('DELETE', of(entity, 'teams', team.id)))

export interface Authorisation {
  emails: string[]
  team: string
  roles: Role[]
  from?: string | undefined
  until?: string | undefined
  language?: string | undefined
}

/** Where addresses are looked at before people are authorised by them. */
export const checkPath = (entity: string): string => `${of(entity, 'habilitations')}/check`

export const authorise = (entity: string, body: Authorisation) =>
  changing(entity, write<{ items: AuthoriseItem[] }>(of(entity, 'habilitations'), body))

// These do not refresh by themselves: they are also done to several people, one after the other.

export const changeHabilitation = (entity: string, { id }: Habilitation, change: { team?: string; roles?: Role[] }) =>
  submit<Habilitation>('PATCH', of(entity, 'habilitations', id), change)

export const archiveHabilitation = (entity: string, { id }: Habilitation, reason: string) =>
  write<Habilitation>(of(entity, 'habilitations', id, 'archive'), reason ? { reason } : {})

export const restoreHabilitation = (entity: string, { id }: Habilitation, terms: Terms) =>
  write<Habilitation>(of(entity, 'habilitations', id, 'restore'), terms)

export const extendHabilitation = (entity: string, { id }: Habilitation, until: string | null) =>
  changing(entity, write<Habilitation>(of(entity, 'habilitations', id, 'extend'), { until }))

/** What archiving would take, or has taken and restoring offers back. */
export async function linesOf(entity: string, { id }: Habilitation, state: HabilitationState): Promise<HeldLines> {
  const page = (after: string | null) => get<HeldLines>(`${of(entity, 'habilitations', id, 'contacts')}${query({ state, after, limit: 100 })}`)
  const check = oneActor()
  const all = await page(null)
  while (all.next) {
    check()
    const { items, next } = await page(all.next)
    all.items.push(...items)
    all.next = next
  }
  return all
}

export function useLinesOf(entity: string, people: Habilitation[], state: HabilitationState) {
  return useQuery<HeldLines[]>({
    queryKey: ['entity', entity, 'lines', state, people.map(({ id }) => id)],
    queryFn: () => Promise.all(people.map((person) => linesOf(entity, person, state))),
    staleTime: 0,
  })
}

/** A line as it was: its end date too. */
export const giveBack = ({ id, operation, until }: HeldLine) =>
  write<Contact>(`${['operations', operation.id, 'contacts', id].map(encodeURIComponent).join('/')}/restore`, { until })

// The ways back, for recent actions.

export const undoArchived = (entity: string, person: Habilitation, lines: HeldLine[]) => ({
  key: person.id,
  who: personOf(person),
  lost: Math.max(0, person.contacts - lines.length),
  steps: [
    { do: 'restore_person' as const, entity, habilitation: person.id },
    ...lines.map(({ id, operation }) => (
      { do: 'restore_contact' as const, operation: operation.id, contact: id, of: operation.reference })),
  ],
})

export const undoRestored = (entity: string, person: Habilitation) => ({
  key: person.id,
  who: personOf(person),
  steps: [{ do: 'archive_person' as const, entity, habilitation: person.id, reason: person.reason }],
})

export const undoChanged = (entity: string, before: Habilitation, after: Habilitation) => ({
  key: before.id,
  who: personOf(before),
  steps: [{
    do: 'change_person' as const, entity, habilitation: before.id, email: before.email,
    was: { team: before.team.id, roles: before.roles }, is: { team: after.team.id, roles: after.roles },
  }],
})

export const undoMoved = (entity: string, team: Team, parent: string) => ({
  key: team.id,
  who: team.name,
  steps: [{ do: 'move_team' as const, entity, team: team.id, was: team.parent ?? '', is: parent }],
})

/** Notes what is lost before it is, so that it can be given back. */
export async function archiveNoting(entity: Entity, person: Habilitation, reason: string, deed: ReturnType<typeof begin>): Promise<void> {
  const { items } = await linesOf(entity.id, person, 'current')
  await archiveHabilitation(entity.id, person, reason)
  deed.note(undoArchived(entity.id, person, items))
}
