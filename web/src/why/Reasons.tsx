// Below a refusal, for who wants to know: what it rests on, and where to go next.
import { explain } from '../words/explain'
import { why, type WhyWords } from './words/index'
import { href, route } from '../base/router'
import type { ReasonsProps } from '../ui/Note'

type Step = keyof WhyWords['next']

const steps: Record<string, Step> = {
  not_found: 'access', self: 'leave', last_manager: 'successor', not_manager: 'managers', not_contact: 'managers', not_own_entity: 'managers',
}

function target(step: Step): string | null {
  const operation = route.value.params.operation
  if (step === 'access') return href('ask')
  if (!operation) return null
  return href(step === 'successor' ? 'access' : 'operation', { operation })
}

export function Reasons({ error, alone = false }: ReasonsProps) {
  const words = why()
  const said = explain(error)
  const reasons = error.why.filter(({ sentence }) => sentence !== said)
  const step = error.why.map(({ code }) => steps[code]).find(Boolean)
  const next = step && target(step)
  if (!reasons.length) return null
  return (
    <details class="reasons">
      <summary>{words.ask}</summary>
      <ul>{reasons.map(({ code, sentence }) => <li key={code}>{sentence}</li>)}</ul>
      {step && next && !alone && <a href={next}>{words.next[step]}</a>}
    </details>
  )
}
