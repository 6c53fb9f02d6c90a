import { t } from '../i18n/index'
import { session } from '../session'

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
