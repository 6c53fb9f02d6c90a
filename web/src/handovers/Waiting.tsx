// For somebody to whom nothing is open yet: a handover that waits for his answer.
import { handoverWords } from './words/index'
import { href } from '../base/router'
import { Note } from '../ui/Note'
import { mustAnswer, useHandovers } from './list'

export function Waiting() {
  const words = handoverWords().waiting
  const waiting = useHandovers('open').data?.items.filter(mustAnswer) ?? []
  return (
    <>
      {waiting.map((line) => (
        <Note key={line.id} tone="info" icon="users">
          <p>{words.text(line.started_by.name ?? line.started_by.email)}</p>
          <a class="button primary" href={href('handover', { handover: line.id })}>{words.open}</a>
        </Note>
      ))}
    </>
  )
}
