import { useEffect, useState } from 'preact/hooks'
import { mailto } from '../base/addresses'
import { requestWords } from './words/index'
import type { Decider } from '../base/types'
import { useDeciders } from './data'

const PAUSE_MS = 400

/** Who is a leader and a colleague too stands there once. */
const once = (deciders: Decider[]): Decider[] =>
  deciders.filter(({ email }, i) => email === null || deciders.findIndex((one) => one.email === email) === i)

interface Props {
  what: 'operation' | 'entity'
  text: string
}

/** Who may grant it: names within one's own entity, functions elsewhere. The same answer whether there is such a thing or not. */
export function Deciders({ what, text }: Props) {
  const words = requestWords().ask
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const pause = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(pause)
  }, [text])
  const found = useDeciders(what, settled)
  if (!settled || !text || !found.data) return null
  return (
    <section aria-labelledby="deciders">
      <h3 id="deciders">{words.deciders}</h3>
      <ul class="preview">{once(found.data.items).map((one) => <Line key={one.email ?? one.kind} decider={one} />)}</ul>
    </section>
  )
}

function Line({ decider: { kind, name, email } }: { decider: Decider }) {
  const does = requestWords().ask.kinds[kind]
  if (!email) return <li>{does}</li>
  return <li><strong>{name ?? email}</strong> <small>{does} · <a href={mailto(email)}>{email}</a></small></li>
}
