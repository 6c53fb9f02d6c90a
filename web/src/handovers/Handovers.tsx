// Handovers under way, and those that have ended: one's own, those one is asked for, those of people one leads.
import { formatStart } from '../words/format'
import { handoverWords } from './words/index'
import { language } from '../words/index'
import { handoversAfter, mustAnswer } from './list'
import { href, route } from '../base/router'
import { session } from '../base/session'
import { Head } from '../frames/Head'
import type { HandoverLine, HandoverStatus } from '../base/types'
import { Badge, type Tone } from '../ui/Badge'
import { Empty } from '../ui/Empty'
import { Icon } from '../ui/Icon'
import { Lines } from '../ui/Lines'
import { ErrorNote, StaleNote } from '../ui/Note'
import { Pager } from '../ui/Pager'
import { Table, type Column } from '../ui/Table'
import { Tabs } from '../ui/Tabs'
import { usePaged } from '../ui/usePages'

const tones: Record<HandoverStatus, Tone> = { open: 'info', completed: 'ok', cancelled: 'quiet', expired: 'warn' }

export const HandoverBadge = ({ status }: { status: HandoverStatus }) => (
  <Badge tone={tones[status]}>{handoverWords().statuses[status]}</Badge>
)

export function Handovers() {
  const words = handoverWords().list
  const isEnded = route.value.params.handover === 'ended'
  const start = session.value?.environment && (
    <a class="button plain" href={href('handover', { handover: 'new' })}><Icon name="users" />{words.start}</a>
  )
  return (
    <>
      <Head title={words.title} actions={start} />
      <section aria-label={words.title}>
        <Tabs segments label={words.lists} tabs={[
          { label: words.open, href: href('handovers'), current: !isEnded },
          { label: words.ended, href: href('handover', { handover: 'ended' }), current: isEnded },
        ]} />
        <List key={String(isEnded)} isEnded={isEnded} />
      </section>
    </>
  )
}

function List({ isEnded }: { isEnded: boolean }) {
  const words = handoverWords().list
  const found = usePaged(String(isEnded), handoversAfter(isEnded ? 'closed' : 'open'))
  const retry = () => void found.refetch()
  return (
    <>
      {found.error && found.data && <StaleNote retry={retry} />}
      <div class="card">
        {found.error && !found.data && <ErrorNote error={found.error} retry={retry} />}
        {found.data && !found.data.items.length && (
          <Empty icon="users" title={isEnded ? words.noEnded : words.noOpen}><p>{isEnded ? words.noEndedText : words.noOpenText}</p></Empty>
        )}
        {found.data && found.data.items.length > 0 && <Rows label={isEnded ? words.ended : words.open} rows={found.data.items} />}
        <Pager {...found} />
      </div>
    </>
  )
}

function Rows({ label, rows }: { label: string; rows: HandoverLine[] }) {
  const { list: words, operations } = handoverWords()
  const columns: Column<HandoverLine>[] = [
    { title: words.person, kind: 'main', cell: (line) => (
      <Lines first={<a class="row-link" href={href('handover', { handover: line.id })}>{line.leaver.name}</a>}
        others={[line.as.map((role) => words.as[role]).join(' · ')]} />
    ) },
    { title: words.entity, cell: (line) => <Lines first={line.entity.name} others={[operations(line.operations)]} /> },
    { title: words.progress, kind: 'status', cell: (line) => (
      <Lines first={<HandoverBadge status={line.status} />}
        others={[mustAnswer(line) ? <strong>{words.answer}</strong> : words.accepted(line.accepted, line.successors)]} />
    ) },
    { title: words.from, kind: 'date', cell: (line) => formatStart(language(), line.from) },
  ]
  return <Table label={label} columns={columns} rows={rows} keyOf={(line) => line.id} />
}
