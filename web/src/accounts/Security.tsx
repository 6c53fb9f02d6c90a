import type { Account } from '../base/types'
import { AuthenticatorCard } from './AuthenticatorCard'
import { PasswordCard } from './PasswordCard'

export function Security({ account }: { account: Account }) {
  return (
    <div class="columns">
      <PasswordCard email={account.email} />
      <AuthenticatorCard account={account} />
    </div>
  )
}
