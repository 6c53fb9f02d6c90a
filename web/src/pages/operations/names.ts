import type { Contact } from '../../types'

/** Until the account exists, the address is all there is. */
export function nameOf(contact: Contact): string {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(' ')
  return name || contact.email
}
