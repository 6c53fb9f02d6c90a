import { t } from '../words/index'
import { Address } from './Address'
import { Face } from './Face'
import { Lines } from './Lines'

interface Props {
  name: string
  email: string
  /** The page about the person. */
  to?: string | undefined
  unnamed?: string | undefined
}

/** Somebody in a list: face, name, address. Where no name is told the address stands for it, and `unnamed` says why. */
export function Person({ name, email, to, unnamed = t().access.noAccount }: Props) {
  const address = <Address email={email} />
  const isUnknown = name === email
  const shown = isUnknown ? address : name
  return (
    <span class="person">
      <Face name={name} />
      <Lines first={to ? <a class="name-link" href={to}>{shown}</a> : <strong>{shown}</strong>} others={[isUnknown ? unnamed : address]} />
    </span>
  )
}
