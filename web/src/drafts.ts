// What was typed into the dialog that adds contacts, by operation: it survives a closed dialog and an ended session,
// in memory only, and never passes to another user.

export interface AddDraft {
  open: boolean
  emails: string
  entity: string
  until: string
  message: string
}

const drafts = new Map<string, AddDraft>()

export const emptyDraft = (): AddDraft => ({ open: false, emails: '', entity: '', until: '', message: '' })
export const draftOf = (operation: string): AddDraft => drafts.get(operation) ?? emptyDraft()
export const keepDraft = (operation: string, draft: AddDraft): void => { drafts.set(operation, draft) }
export const forgetDraft = (operation: string): void => { drafts.delete(operation) }
export const forgetDrafts = (): void => drafts.clear()
