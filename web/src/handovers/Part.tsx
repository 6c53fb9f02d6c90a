// What one successor is asked to take over, and how far it is.
import { useState } from 'preact/hooks'
import { formatDate } from '../words/format'
import { handoverWords } from './words/index'
import { language } from '../words/index'
import type { HandoverOperation, HandoverPart, PartStatus } from '../base/types'
import { Badge, type Tone } from '../ui/Badge'
import { Lines } from '../ui/Lines'
import { Person } from '../ui/Person'
import { Table, type Column } from '../ui/Table'

const FIRST = 10
const tones: Record<PartStatus, Tone> = { waiting: 'info', accepted: 'ok', refused: 'bad', expired: 'warn' }
const stateTones: Record<HandoverOperation['state'], Tone> = { waiting: 'quiet', given: 'info', done: 'ok', lost: 'quiet' }
const date = (time: string) => formatDate(language(), time)

export function Part({ part, onMend }: { part: HandoverPart; onMend: () => void }) {
  const { one: words, answers, operations } = handoverWords()
  const { successor, status, asked_at: asked, reminded_at: reminded, answered_at: answered } = part
  const when = [words.asked(date(asked)), status === 'waiting' && reminded && words.reminded(date(reminded)),
    status !== 'waiting' && status !== 'expired' && answered && words.answered(date(answered))].filter(Boolean).join(' · ')
  return (
    <article class="card">
      <div class="card-body handover-part">
        <Person name={successor.name ?? successor.email} email={successor.email} />
        <Lines first={<Badge tone={tones[status]}>{answers[status]}</Badge>} others={[when, part.reason && <q>{part.reason}</q>]} />
        <Lines first={part.everything ? words.everything : operations(part.operations.length)}
          others={[part.everything && operations(part.operations.length), part.account === false && words.noAccount]} />
        {part.may.includes('change') && <button type="button" class="plain" onClick={onMend}>{words.mend}</button>}
      </div>
      {part.operations.length > 0 && <Operations label={successor.name ?? successor.email} operations={part.operations} />}
    </article>
  )
}

function Operations({ label, operations }: { label: string; operations: HandoverOperation[] }) {
  const words = handoverWords().one
  const [all, setAll] = useState(false)
  const columns: Column<HandoverOperation>[] = [
    { title: words.operation, kind: 'main', cell: ({ name, reference }) => <Lines first={name} others={[reference]} /> },
    { title: words.state, kind: 'status', cell: (operation) => <State operation={operation} /> },
  ]
  return (
    <>
      <Table label={label} columns={columns} rows={all ? operations : operations.slice(0, FIRST)} keyOf={(one) => one.id} />
      {!all && operations.length > FIRST && (
        <p class="card-body"><button type="button" class="plain small" onClick={() => setAll(true)}>{words.all(operations.length)}</button></p>
      )}
    </>
  )
}

function State({ operation: { state, at, access } }: { operation: HandoverOperation }) {
  const { one: words, states } = handoverWords()
  const holds = state === 'given' && { queued: words.queued, invited: words.invited, active: null, revoked: words.gone, expired: words.gone }[access ?? 'active']
  return (
    <Lines first={<Badge tone={holds ? 'warn' : stateTones[state]}>{holds || states[state]}</Badge>} others={[at && !holds && words.at(date(at))]} />
  )
}
