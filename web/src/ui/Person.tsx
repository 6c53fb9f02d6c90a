import { t } from '../i18n/index'
import { Address } from './Address'
import { Face } from './Face'
import { Lines } from './Lines'

/** Somebody in a list: face, name, address. Until the account exists, the address stands for the name. */
export function Person({ name, email }: { name: string; email: string }) {
  const address = <Address email={email} />
  const isUnknown = name === email
  return (
    <span class="person">
      <Face name={name} />
      <Lines first={<strong>{isUnknown ? address : name}</strong>} others={[isUnknown ? t().access.noAccount : address]} />
    </span>
  )
}
