// What was typed and not sent yet: it survives a closed dialog, another page and an ended session, in memory only, and
// never passes to another user.
import type { Dates } from './dates'
import type { PersonValues } from './ui/PersonFields'

export interface AddDraft {
  open: boolean
  emails: string
  entity: string
  dates: Dates | null
  message: string
}

/** What was typed into the dialog that adds contacts, by operation. */
const drafts = new Map<string, AddDraft>()

export const emptyDraft = (): AddDraft => ({ open: false, emails: '', entity: '', dates: null, message: '' })
export const draftOf = (operation: string): AddDraft => drafts.get(operation) ?? emptyDraft()
export const keepDraft = (operation: string, draft: AddDraft): void => { drafts.set(operation, draft) }
export const forgetDraft = (operation: string): void => { drafts.delete(operation) }

/** What was changed about oneself. */
let accountDraft: Partial<PersonValues> = {}

export const draftOfAccount = (): Partial<PersonValues> => accountDraft
export const keepAccountDraft = (draft: Partial<PersonValues>): void => { accountDraft = draft }

/** Of other forms, by their names. */
const forms = new Map<string, object>()

export const formDraft = (form: string): object => forms.get(form) ?? {}
export const keepForm = (form: string, draft: object): void => { forms.set(form, draft) }
export const forgetForm = (form: string): void => { forms.delete(form) }

export function forgetDrafts(): void {
  drafts.clear()
  forms.clear()
  accountDraft = {}
}
