import type { ComponentChildren } from 'preact'
import { mailto } from '../base/addresses'
import { formatNumber } from '../words/format'
import { operationWords } from './words/index'
import { OnOperation } from '../notices/index'
import { language, t } from '../words/index'
import { draftOf, keepDraft } from '../base/drafts'
import { goInstead, href, route } from '../base/router'
import { session } from '../base/session'
import type { ManagerContact, Operation, Participation } from '../base/types'
import { Address } from '../ui/Address'
import { Badge } from '../ui/Badge'
import { Card } from '../ui/Card'
import { copy } from '../ui/copy'
import { Empty } from '../ui/Empty'
import { Face } from '../ui/Face'
import { Icon } from '../ui/Icon'
import { Note } from '../ui/Note'
import { Table, type Column } from '../ui/Table'
import { Tabs } from '../ui/Tabs'
import { mayAdd, mayChange } from './data'
import { Leave } from './Leave'
import { OperationBadge } from './Status'

export function Details({ operation }: { operation: Operation }) {
  const words = t().operation
  return (
    <>
      <Tabs label={words.tabs} tabs={[
        { label: words.details, href: href('operation', { operation: operation.id }), current: true },
      ]} />
      {route.value.query.has('first') && <Welcome operation={operation} />}
      <Warnings operation={operation} />
      <div class="columns">
        <div class="stack">
          <Card title={words.facts}><Facts operation={operation} /></Card>
          {operation.notifications && <OnOperation operation={operation.id} notifications={operation.notifications} />}
        </div>
        <Card title={words.managers} lead={words.managersText} beside={<WriteToAll managers={operation.managers} />}><Managers managers={operation.managers} /><Leave operation={operation} /></Card>
      </div>
      <Card title={words.participations} beside={mayChange(operation) && <Change operation={operation} />}>
        <Participations rows={operation.participations} />
      </Card>
    </>
  )
}

/** For who has just joined: what can be done here, until he closes it. */
function Welcome({ operation }: { operation: Operation }) {
  const words = operationWords().welcome
  const params = { operation: operation.id }
  return (
    <Note tone="info" icon="info">
      <div class="welcome">
        <strong>{words.title}</strong>
        <span>{words.managers}</span>
        <span>{words.people} <a href={href('access', params)}>{t().operation.administrative}</a></span>
        <span>{words.help} <a href={href('help')}>{t().nav.help}</a></span>
      </div>
      <button type="button" class="plain small" onClick={() => goInstead(href('operation', params))}>{words.close}</button>
    </Note>
  )
}

/** What its people should mend before somebody leaves, and where. */
function Warnings({ operation }: { operation: Operation }) {
  const words = t().operation
  const { warnings = [] } = operation
  const own = session.value?.environment?.entity
  const mayMend = mayAdd(operation).some(({ entity }) => entity.id === own)
  const mend = (label: string) => mayMend && (
    <a class="button plain small" href={href('access', { operation: operation.id })} onClick={() => openAdding(operation.id, own)}>{label}</a>
  )
  return (
    <>
      {warnings.includes('lone_manager') && (
        <Note tone="warn" icon="triangle-alert"><p>{words.loneManager}</p>{mend(operationWords().warnings.addManager)}</Note>
      )}
      {warnings.includes('lone_contact') && (
        <Note tone="warn" icon="triangle-alert"><p>{words.loneContact}</p>{mend(operationWords().warnings.addColleague)}</Note>
      )}
    </>
  )
}

/** The page of those with access opens with its dialog, for a colleague. */
const openAdding = (operation: string, entity = ''): void => keepDraft(operation, { ...draftOf(operation), entity, open: true })

function Change({ operation }: { operation: Operation }) {
  return (
    <a class="button plain small" href={href('change', { operation: operation.id })} aria-label={operationWords().life.change}>
      {operationWords().life.changeEntities}
    </a>
  )
}

function Facts({ operation }: { operation: Operation }) {
  const words = t().operation
  const facts: [string, ComponentChildren][] = [
    [words.reference, <span class="figures">{operation.reference}</span>],
    [words.status, <OperationBadge status={operation.status} />],
    [words.side, t().sides[operation.side]],
    [words.manager, operation.manager?.name ?? t().common.none],
    [words.contacts, <span class="figures">{formatNumber(language(), operation.contacts)}</span>],
  ]
  return (
    <dl class="facts">
      {facts.map(([term, value]) => <div key={term}><dt>{term}</dt><dd>{value}</dd></div>)}
    </dl>
  )
}

function WriteToAll({ managers }: { managers: ManagerContact[] }) {
  if (managers.length < 2) return null
  return <a class="button plain small" href={mailto(...managers.map(({ email }) => email))}><Icon name="mail" />{t().operation.writeToAll}</a>
}

function Managers({ managers }: { managers: ManagerContact[] }) {
  const words = t().operation
  if (!managers.length) return <Empty icon="users" title={words.noManagers} />
  return (
    <ul class="people">
      {managers.map((manager) => (
        <li key={manager.email}>
          <Face name={manager.name} />
          <span class="two-lines">
            <strong>{manager.name}</strong>
            <small>{[manager.job_title, manager.entity.name].filter(Boolean).join(' · ')}</small>
            <small><Address email={manager.email} /></small>
          </span>
          <button type="button" class="ghost square" aria-label={words.copy(manager.name)} title={t().access.copy}
            onClick={() => void copy(manager.email, t().access.copied(manager.email), t().access.notCopied)}>
            <Icon name="copy" />
          </button>
          <a class="button ghost square" href={mailto(manager.email)} aria-label={words.write(manager.name)} title={manager.email}>
            <Icon name="mail" />
          </a>
        </li>
      ))}
    </ul>
  )
}

function Participations({ rows }: { rows: Participation[] }) {
  const words = t().operation
  const columns: Column<Participation>[] = [
    { title: words.entity, kind: 'main', cell: (row) => <span class="person"><Face name={row.entity.name} /><strong>{row.entity.name}</strong></span> },
    { title: words.part, cell: (row) => <Badge tone="quiet">{t().sides[row.side]}</Badge> },
    { title: words.licence, cell: (row) => (row.client ? words.client : words.nonClient) },
  ]
  return <Table label={words.participations} columns={columns} rows={rows} keyOf={(row) => `${row.entity.id} ${row.side}`} />
}
