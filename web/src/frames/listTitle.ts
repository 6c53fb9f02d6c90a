import { t } from '../words/index'
import { session } from '../base/session'

/** The platform's own name for the list of operations depends on the side on which one stands. */
export function listTitle(): string {
  const words = t().nav
  switch (session.value?.environment?.side) {
    case 'lender':
      return words.invitations
    case 'borrower':
      return words.client
    default:
      return words.operations
  }
}
