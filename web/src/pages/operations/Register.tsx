import { formatTime } from '../../i18n/format'
import { language, t } from '../../i18n/index'
import type { Operation, Person, RegisterLine } from '../../types'
import { Address } from '../../ui/Address'
import { Empty } from '../../ui/Empty'
import { ErrorNote, StaleNote } from '../../ui/Note'
import { Pager, useCursor } from '../../ui/Pager'
import { Table, type Column } from '../../ui/Table'
import { refreshOperation, useRegister } from './data'

function Named({ person }: { person: Person | null }) {
  if (!person) return <>{t().register.service}</>
  const address = <Address email={person.email} />
  return person.name && person.name !== person.email ? <span class="two-lines">{person.name}<small>{address}</small></span> : address
}

/** The record of every decision about access here: read only, the latest first. */
export function Register({ operation }: { operation: Operation }) {
  const words = t().register
  const cursor = useCursor(operation.id)
  const lines = useRegister(operation.id, cursor.after)
  const columns: Column<RegisterLine>[] = [
    { title: words.when, kind: 'date', cell: ({ at }) => <time dateTime={at}>{formatTime(language(), at)}</time> },
    { title: words.decision, kind: 'main', cell: ({ action, reason }) => (
      <span class="two-lines"><strong>{words.actions[action] ?? words.other}</strong>{reason && <small>{reason}</small>}</span>
    ) },
    { title: words.person, cell: ({ subject }) => (subject ? <Named person={subject} /> : t().common.none) },
    { title: words.entity, cell: ({ entity }) => entity?.name ?? t().common.none },
    { title: words.by, cell: ({ actor }) => <Named person={actor} /> },
  ]
  return (
    <section aria-labelledby="register-heading">
      <h2 id="register-heading" class="hidden">{words.title}</h2>
      <p class="lead">{words.lead}</p>
      {lines.error && lines.data && <StaleNote retry={() => void refreshOperation(operation.id)} />}
      <div class="card">
        {lines.error && !lines.data && <ErrorNote error={lines.error} retry={() => void lines.refetch()} />}
        {lines.data && (lines.data.items.length
          ? <Table label={words.title} columns={columns} rows={lines.data.items} keyOf={(line) => `${line.at} ${line.action} ${line.subject?.email}`} />
          : <Empty icon="scroll-text" title={words.empty} />)}
        {lines.data && <Pager cursor={cursor} next={lines.data.next} />}
      </div>
    </section>
  )
}
