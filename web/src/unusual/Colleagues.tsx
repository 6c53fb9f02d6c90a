import { useState } from 'preact/hooks'
import { splitAddresses } from '../base/addresses'
import { unusualWords } from './words/index'

export interface Colleague {
  name: string
  email: string
}

interface Props {
  entity: string
  text: string
  onText: (text: string) => void
  /** Fetched when somebody wants to see them. */
  load: () => Promise<Colleague[]>
}

/** People of the entity whom one sees anyway: a click in place of typing, and of a slip of the hand. */
export function Colleagues({ entity, text, onText, load }: Props) {
  const words = unusualWords()
  const [people, setPeople] = useState<Colleague[] | null>(null)
  const typed = new Set(splitAddresses(text).map((email) => email.toLowerCase()))
  const rest = people?.filter(({ email }) => !typed.has(email.toLowerCase())) ?? []
  const open = () => { if (!people) void load().then(setPeople, () => setPeople([])) }
  const add = (email: string) => onText(`${text.trimEnd()}${text.trim() ? '\n' : ''}${email}\n`)
  return (
    <details class="more" onToggle={open}>
      <summary>{words.colleagues(entity)}</summary>
      {people && !rest.length && <p class="hint">{words.noColleagues}</p>}
      {rest.length > 0 && (
        <ul class="colleagues">
          {rest.map(({ name, email }) => (
            <li key={email}><button type="button" class="plain small" aria-label={words.propose(name)} title={email} onClick={() => add(email)}>{name}</button></li>
          ))}
        </ul>
      )}
    </details>
  )
}
