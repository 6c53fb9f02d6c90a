// Who had access on a given day: read only, with names and dates as they were then.
import type { ComponentChildren } from 'preact'
import { now } from '../base/clock'
import { isDay, today } from '../base/dates'
import { go, goInstead, route } from '../base/router'
import type { Operation } from '../base/types'
import { formatClock, formatDate, formatDay, zoneName } from '../words/format'
import { language, t } from '../words/index'
import { Choice } from '../ui/Choice'
import { Empty } from '../ui/Empty'
import { focusSoon } from '../ui/focus'
import { Found } from '../ui/Found'
import { Icon } from '../ui/Icon'
import { ErrorNote, StaleNote } from '../ui/Note'
import { Pager } from '../ui/Pager'
import { RowsSwitch } from '../ui/Rows'
import { Search } from '../ui/Search'
import { usePaged } from '../ui/usePages'
import { accessAfter, askedOf, filtersOf, FIRST_DAY, hrefOf, problemOf, usualDays, type Asked, type DayProblem, type Filters } from './asOf'
import { AsOfExport } from './AsOfExport'
import { AsOfTable } from './AsOfTable'
import { operationWords } from './words/index'

const DAY = 'as-of-day'

export function AsOf({ operation }: { operation: Operation }) {
  const filters = filtersOf(route.value.query)
  const problem = problemOf(filters.day, now())
  return (
    <div class="card long as-of">
      <Toolbar operation={operation} filters={filters} isWhole={!problem} />
      {problem ? <NoDay operation={operation} problem={problem} /> : <List key={filters.day} operation={operation} filters={filters} />}
    </div>
  )
}

interface Props {
  operation: Operation
  filters: Filters
}

/** The day's field stays where it is, whatever is typed into it. Without a day there is nothing yet to be searched. */
function Toolbar({ operation, filters, isWhole }: Props & { isWhole: boolean }) {
  const words = t().access
  const show = (change: Partial<Filters>, way = goInstead) => way(hrefOf(operation.id, { ...filters, ...change }))
  const entities = operation.participations.map(({ entity }) => ({ value: entity.id, label: entity.name }))
  return (
    <div class="toolbar">
      <label class="day">{operationWords().asOf.day}
        <input id={DAY} type="date" min={FIRST_DAY} max={today(now())} value={isDay(filters.day) ? filters.day : ''}
          onChange={(event) => show({ day: event.currentTarget.value })} />
      </label>
      {isWhole && entities.length > 1 && operation.side === 'manager' && (
        <Choice label={words.filterEntity} any={words.anyEntity} value={filters.entity} options={entities} onChange={(entity) => show({ entity }, go)} />
      )}
      {isWhole && <Search label={words.search} value={filters.q} onChange={(q) => show({ q })} />}
    </div>
  )
}

function List({ operation, filters }: Props) {
  const words = operationWords().asOf
  const asked = askedOf(filters, now())
  const lines = usePaged(JSON.stringify([operation.id, asked]), accessAfter(operation.id, asked))
  const { data, error } = lines
  const retry = () => void lines.refetch()
  const isNarrowed = !!(asked.q || asked.entity)
  const shown = { ...asked, at: asked.at || (data?.at ?? '') }
  return (
    <>
      {error && data && <StaleNote retry={retry} />}
      {shown.at && (
        <Moment operation={operation} asked={shown} isNow={!asked.at}>
          <RowsSwitch />
          <AsOfExport operation={operation} day={filters.day} asked={shown} isReady={!!data?.items.length} />
        </Moment>
      )}
      <Found isAsked list={lines} count={words.found} nothing={isNarrowed ? t().access.noMatch : words.empty} />
      {error && !data && <ErrorNote error={error} retry={retry} />}
      {data && (data.items.length ? <AsOfTable rows={data.items} /> : <NoRows operation={operation} filters={filters} isNarrowed={isNarrowed} />)}
      {data && (data.next || lines.page > 1) && <p class="only-printed">{words.part(t().common.page(lines.shown))}</p>}
      <Pager {...lines} />
    </>
  )
}

interface MomentProps {
  operation: Operation
  asked: Asked
  isNow: boolean
  children: ComponentChildren
}

/** Of which moment all of it is, by whose clock; on paper also of which operation, and what was left out. */
function Moment({ operation, asked: { at, q, entity }, isNow, children }: MomentProps) {
  const words = operationWords().asOf
  const says = isNow ? words.is : words.was
  const its = operation.participations.find((part) => part.entity.id === entity)?.entity.name
  const narrowed = [operation.reference, q && words.matching(q), its].filter(Boolean).join(' · ')
  return (
    <div class="moment">
      <Icon name="calendar-clock" />
      <div>
        <p><strong>{says(formatDay(language(), today(new Date(at))), formatClock(language(), Date.parse(at)), words.zone(zoneName()))}</strong></p>
        <p class="hint">{words.ofThen}{operation.side !== 'manager' && ` ${words.own}`}</p>
        <p class="only-printed">{narrowed}</p>
      </div>
      <span class="pager-tools">{children}</span>
    </div>
  )
}

function NoDay({ operation, problem }: { operation: Operation; problem: DayProblem }) {
  const words = operationWords().asOf
  const [title, text] = words.problems[problem]
  const usual = Object.entries(usualDays(now())) as [keyof ReturnType<typeof usualDays>, string][]
  return (
    <Empty icon="calendar-clock" title={title}>
      <p>{text}</p>
      <span class="usual-days">
        {usual.map(([name, day]) => (
          <a key={name} class="button plain" href={hrefOf(operation.id, { day })} onClick={() => focusSoon(`#${DAY}`)}>
            {words.usual[name](formatDate(language(), `${day}T12:00`))}
          </a>
        ))}
      </span>
    </Empty>
  )
}

function NoRows({ operation, filters, isNarrowed }: Props & { isNarrowed: boolean }) {
  const words = operationWords().asOf
  if (!isNarrowed) return <Empty icon="users" title={words.empty}><p>{words.emptyText}</p></Empty>
  return (
    <Empty icon="search" title={t().access.noMatch}>
      <p>{t().access.noMatchText}</p>
      <a class="button plain" href={hrefOf(operation.id, { day: filters.day })}>{t().access.reset}</a>
    </Empty>
  )
}
