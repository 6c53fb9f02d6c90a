import { aboutAddress } from './words/index'
import { Icon } from '../ui/Icon'
import type { IconName } from '../ui/icons'
import type { Fate, Moving } from '../base/types'

const marks: Record<Fate, { tone: string; icon: IconName }> = {
  kept: { tone: 'ok', icon: 'circle-check' },
  merged: { tone: 'ok', icon: 'circle-check' },
  joined: { tone: 'ok', icon: 'plus' },
  waits_for_leader: { tone: 'warn', icon: 'clock' },
  blocked: { tone: 'bad', icon: 'circle-x' },
}

/** What stops the move first, then what waits, then what goes by itself. */
const order: Fate[] = ['blocked', 'waits_for_leader', 'merged', 'joined', 'kept']

/** Longer lists show first what does not stay as it is. */
const MANY = 8

interface Props {
  items: Moving[]
  former: number
}

/** Every habilitation and operation, and what becomes of it. */
export function Fates({ items, former }: Props) {
  const words = aboutAddress()
  const operations = items.filter((item) => item.kind === 'operation').length
  const sorted = items.toSorted((a, b) => order.indexOf(a.result) - order.indexOf(b.result))
  const has = (fate: Fate) => items.some((item) => item.result === fate)
  const first = items.length > MANY ? sorted.filter((item) => item.result !== 'kept') : sorted
  const rest = sorted.slice(first.length)
  return (
    <div class="fates">
      <p>{items.length ? words.summary(items.length - operations, operations) : words.nothing}</p>
      <List items={first} />
      {rest.length > 0 && <details class="more"><summary>{words.kept(rest.length)}</summary><List items={rest} /></details>}
      {has('waits_for_leader') && <p class="hint">{words.waits}</p>}
      {former > 0 && <p class="hint">{words.former(former)}</p>}
    </div>
  )
}

function List({ items }: { items: Moving[] }) {
  if (!items.length) return null
  return <ul aria-label={aboutAddress().list}>{items.map((item, i) => <Line key={i} item={item} />)}</ul>
}

function Line({ item: { entity, operation, result, code } }: { item: Moving }) {
  const words = aboutAddress()
  const { tone, icon } = marks[result]
  return (
    <li class={tone}>
      <Icon name={icon} />
      <span>
        <strong>{operation ? `${operation.reference} — ${operation.name}` : words.habilitation}</strong>
        <small>{entity.name} · {words.fates[result]}</small>
        {code && <small>{words.blocked[code]}</small>}
      </span>
    </li>
  )
}
