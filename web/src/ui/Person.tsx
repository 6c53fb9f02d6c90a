import { t } from '../words/index'
import { Address } from './Address'
import { Face } from './Face'
import { Lines } from './Lines'

/** Somebody in a list: face, name, address. Where no name is told the address stands for it, and `unnamed` says why. */
export function Person({ name, email, unnamed = t().access.noAccount }: { name: string; email: string; unnamed?: string | undefined }) {
  const address = <Address email={email} />
  const isUnknown = name === email
  return (
    <span class="person">
      <Face name={name} />
      <Lines first={<strong>{isUnknown ? address : name}</strong>} others={[isUnknown ? unnamed : address]} />
    </span>
  )
}
