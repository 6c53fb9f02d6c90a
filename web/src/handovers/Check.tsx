// The third step: what goes to whom, what stays, and when; nothing has been done yet.
import type { ApiError } from '../base/api'
import { formatStart } from '../words/format'
import { handoverWords } from './words/index'
import { language } from '../words/index'
import { session } from '../base/session'
import type { HandedOperation, HandoverHeir, HandoverPreview } from '../base/types'
import { ErrorNote } from '../ui/Note'
import { Person } from '../ui/Person'
import { Submit } from '../ui/Submit'

interface Props {
  plan: HandoverPreview
  /** On a day that was chosen, rather than at once. */
  starts: boolean
  busy: boolean
  error: ApiError | null
  onBack: () => void
  onSubmit: (event: Event) => void
}

const date = (time: string) => formatStart(language(), time)

function when({ plan, starts }: Pick<Props, 'plan' | 'starts'>): string {
  const words = handoverWords().check
  const overlaps = plan.until > plan.from
  if (starts) return overlaps ? words.between(date(plan.from), date(plan.until)) : words.at(date(plan.from))
  return overlaps ? words.nowUntil(date(plan.until)) : words.now
}

export function Check({ plan, starts, busy, error, onBack, onSubmit }: Props) {
  const { start, check: words } = handoverWords()
  const entity = session.value?.environment?.name ?? ''
  return (
    <form noValidate class="stack" onSubmit={onSubmit}>
      <ul class="card handover-heirs">{plan.successors.map((heir) => <Heir key={heir.email} heir={heir} />)}</ul>
      {plan.left.length > 0 && (
        <section class="card card-body">
          <p><strong>{words.left(plan.left.length)}</strong> <small>{words.leftText}</small></p>
          <Operations operations={plan.left} />
        </section>
      )}
      <section class="card card-body">
        <ul class="bullets">
          <li>{when({ plan, starts })}</li>
          <li>{words.never}</li>
          {plan.habilitation_ends && <li>{words.habilitation(entity)}</li>}
          {plan.roles && <li>{words.roles}</li>}
        </ul>
      </section>
      {error && <ErrorNote error={error} />}
      <div class="buttons">
        <button type="button" class="plain" onClick={onBack}>{start.back}</button>
        <Submit busy={busy}>{start.submit}</Submit>
      </div>
    </form>
  )
}

function Heir({ heir }: { heir: HandoverHeir }) {
  const words = handoverWords().check
  const count = heir.operations.length
  return (
    <li>
      <Person name={heir.name ?? heir.email} email={heir.email} />
      <div class="stack">
        <p>{heir.everything ? words.takesEverything(count) : words.takes(count)}</p>
        {heir.needs_leader && <small>{words.needsLeader}</small>}
        {!heir.account && <small>{words.noAccount}</small>}
        {count > 0 && <Operations operations={heir.operations} />}
      </div>
    </li>
  )
}

function Operations({ operations }: { operations: HandedOperation[] }) {
  return (
    <details>
      <summary>{handoverWords().check.show}</summary>
      <ul class="bullets">{operations.map(({ id, reference, name }) => <li key={id}>{name} <small>{reference}</small></li>)}</ul>
    </details>
  )
}
