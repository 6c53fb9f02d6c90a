import { t } from './index'
import type { Session } from '../base/types'

interface Somebody {
  first_name: string | null
  last_name: string | null
  email: string
}

/** Until the account exists, the address is all there is. */
export function nameOf({ first_name: first, last_name: last, email }: Somebody): string {
  return [first, last].filter(Boolean).join(' ') || email
}

/** Who is signed in, and for which entity, in words; without his address where nobody else can be meant. */
export const whoIs = ({ user, environment }: Session, withAddress = true): string =>
  t().acting.who(nameOf(user), withAddress ? user.email : null, environment?.name ?? null)
