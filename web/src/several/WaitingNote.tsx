// What is open about the people whom something is to be done to, one line each.
import type { ImpactWaiting } from '../base/types'
import { Note } from '../ui/Note'

interface Props {
  title: string
  waiting: ImpactWaiting[]
  says: (one: ImpactWaiting) => string
}

export function WaitingNote({ title, waiting, says }: Props) {
  if (!waiting.length) return null
  return (
    <Note tone="info">
      <div>
        <p>{title}</p>
        <ul class="bullets">{waiting.map((one) => <li key={`${one.id} ${one.person.email}`}>{says(one)}</li>)}</ul>
      </div>
    </Note>
  )
}
