// What was typed and not sent yet: it survives a closed dialog, another page and an ended session, in memory only. It lies
// where its owner finds it again, and never passes to another person or entity by itself.
import { signal } from '@preact/signals'
import type { Dates } from './dates'

export interface AddDraft {
  open: boolean
  emails: string
  entity: string
  dates: Dates | null
  message: string
  /** Of the invitation; '': as the server knows best. */
  language: string
}

/** What a person says of himself. */
export interface PersonValues {
  first_name: string
  last_name: string
  job_title: string
  phone: string
  language: string
}

interface Drawer {
  /** What was typed into the dialog that adds contacts, by operation. */
  adds: Map<string, AddDraft>
  /** Into other forms, by their names. */
  forms: Map<string, object>
}

/** By person and entity. */
const drawers = new Map<string, Drawer>()
/** What somebody changed about himself, for whatever entity. */
const selves = new Map<string, Partial<PersonValues>>()

/** Whose drafts are at hand. Who keeps typing when that changes, by his choice, keeps it anew. */
export const owner = signal({ user: '', entity: '' })

function drawer(): Drawer {
  const name = `${owner.value.user} ${owner.value.entity}`
  const found = drawers.get(name) ?? { adds: new Map(), forms: new Map() }
  drawers.set(name, found)
  return found
}

export const emptyDraft = (): AddDraft => ({ open: false, emails: '', entity: '', dates: null, message: '', language: '' })
export const draftOf = (operation: string): AddDraft => drawer().adds.get(operation) ?? emptyDraft()
export const keepDraft = (operation: string, draft: AddDraft): void => { drawer().adds.set(operation, draft) }
export const forgetDraft = (operation: string): void => { drawer().adds.delete(operation) }

export const draftOfAccount = (): Partial<PersonValues> => selves.get(owner.value.user) ?? {}
export const keepAccountDraft = (draft: Partial<PersonValues>): void => { selves.set(owner.value.user, draft) }

export const formDraft = (form: string): object => drawer().forms.get(form) ?? {}
export const keepForm = (form: string, draft: object): void => { drawer().forms.set(form, draft) }
export const forgetForm = (form: string): void => { drawer().forms.delete(form) }

export function openDrafts(user: string, entity = ''): void {
  if (owner.value.user !== user || owner.value.entity !== entity) owner.value = { user, entity }
}

/** All that one person typed. */
export function forgetDrafts(user: string): void {
  selves.delete(user)
  for (const name of drawers.keys()) if (name.startsWith(`${user} `)) drawers.delete(name)
}
