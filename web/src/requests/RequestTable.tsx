import { asApiError } from '../base/api'
import { explain } from '../words/explain'
import { formatDate } from '../words/format'
import { requestWords } from './words/index'
import { language, t } from '../words/index'
import type { AccessRequest, RequestStatus } from '../base/types'
import { Badge, type Tone } from '../ui/Badge'
import { Icon } from '../ui/Icon'
import { Lines } from '../ui/Lines'
import { Person } from '../ui/Person'
import { Table, type Column } from '../ui/Table'
import { toast } from '../ui/Toast'
import { cancel } from './data'
import { askerOf, leaderOf, outcomeOf, progressOf, wishOf, wordsOf } from './names'

const tones: Record<RequestStatus, Tone> = { open: 'info', approved: 'ok', refused: 'bad', cancelled: 'quiet' }
const date = (time: string) => formatDate(language(), time)

export interface Decisions {
  approve: (request: AccessRequest) => void
  refuse: (request: AccessRequest) => void
}

interface Props {
  label: string
  rows: AccessRequest[]
  /** What can be done to them: nothing any more, once they are decided. */
  offer: 'decide' | 'withdraw' | 'nothing'
  decisions: Decisions
  /** A line has gone to another list, with the button that had the focus. */
  onGone: () => void
}

export function RequestTable({ label, rows, offer, decisions, onGone }: Props) {
  const words = requestWords().requests
  const columns: Column<AccessRequest>[] = [
    { title: words.person, kind: 'main', cell: (request) => <Person name={askerOf(request)} email={request.person.email} /> },
    { title: words.wish, cell: (request) => <Wish request={request} offer={offer} /> },
    { title: words.asked, kind: 'date', cell: ({ created, asked_by: by }) => <Lines first={date(created)} others={[by && t().common.by(by)]} /> },
    offer === 'nothing'
      ? { title: words.decision, cell: (request) => <Decision request={request} decisions={decisions} /> }
      : { title: t().common.actions, kind: 'actions', cell: (request) => (offer === 'decide'
        ? <Decide request={request} decisions={decisions} />
        : <Withdraw request={request} onGone={onGone} />) },
  ]
  return <Table label={label} columns={columns} rows={rows} keyOf={(request) => request.id} />
}

function Wish({ request, offer }: { request: AccessRequest; offer: Props['offer'] }) {
  const [wish, what] = wishOf(request)
  const unproved = request.stranger && <Badge tone="warn">{requestWords().requests.stranger}</Badge>
  return <Lines first={wish} others={[what, offer === 'withdraw' && leaderOf(request), progressOf(request), unproved, wordsOf(request) && <q>{wordsOf(request)}</q>]} />
}

/** One that was approved can be objected to, as long as it is not carried out. */
function Decision({ request, decisions }: { request: AccessRequest; decisions: Decisions }) {
  const { status, decided_at: at, decided_by: by, reason, may } = request
  return (
    <>
      <Lines first={<Badge tone={tones[status]}>{requestWords().requests.statuses[status]}</Badge>}
        others={[outcomeOf(request), [at && date(at), by && t().common.by(by)].filter(Boolean).join(' '), reason]} />
      {may.includes('refuse') && <Refuse request={request} decisions={decisions} />}
    </>
  )
}

function Decide({ request, decisions }: { request: AccessRequest; decisions: Decisions }) {
  const words = requestWords().requests
  return (
    <span class="row-actions">
      {request.may.includes('approve') && (
        <button type="button" class="plain" aria-label={words.approveOf(askerOf(request))} onClick={() => decisions.approve(request)}>
          <Icon name="check" />{words.approve}
        </button>
      )}
      <Refuse request={request} decisions={decisions} />
    </span>
  )
}

function Refuse({ request, decisions }: { request: AccessRequest; decisions: Decisions }) {
  const words = requestWords().requests
  return (
    <button type="button" class="plain" aria-label={words.refuseOf(askerOf(request))} onClick={() => decisions.refuse(request)}>
      <Icon name="x" />{words.refuse}
    </button>
  )
}

function Withdraw({ request, onGone }: { request: AccessRequest; onGone: () => void }) {
  const words = requestWords().requests
  return (
    <button type="button" class="plain" aria-label={words.cancelOf(askerOf(request))} onClick={() => void withdraw(request, onGone)}>
      <Icon name="undo-2" />{words.cancel}
    </button>
  )
}

async function withdraw(request: AccessRequest, onGone: () => void): Promise<void> {
  try {
    await cancel(request)
    onGone()
    toast(requestWords().requests.cancelled)
  } catch (error) {
    toast(explain(asApiError(error)))
  }
}
