// A native table whose rows become cards on a phone. Roles are spelled out because the card layout would drop them.
import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { t } from '../words/index'
import { Tick } from './Tick'
import type { Selection } from './useSelection'
import { useWide } from './useWide'

/** So many cards are made before they are shown. */
const STEP = 10

export interface Column<T> {
  /** Empty for the column of actions. */
  title: string
  cell: (row: T) => ComponentChildren
  kind?: 'main' | 'actions' | 'date' | 'status' | 'until'
  /** On a phone what comes first in it is all that shows. */
  brief?: boolean
  /** By what the list is sorted when its head is clicked. */
  sort?: string
}

/** How the list is sorted, and what a click on a head does. */
export interface Sorting {
  by: string
  isDown: boolean
  change: (by: string) => void
}

/** Lines that can be ticked, to do one thing to several. */
export interface Ticks<T> {
  selection: Selection
  nameOf: (row: T) => string
  can: (row: T) => boolean
}

interface Props<T> {
  label: string
  columns: Column<T>[]
  rows: T[]
  keyOf: (row: T) => string
  ticks?: Ticks<T>
  sorting?: Sorting
}

/** On a phone the first cards are there before the others are made; in columns, which look at every line, all come at once. */
function useSteps(count: number): number {
  const isWide = useWide()
  const [shown, setShown] = useState(STEP)
  const drawn = useRef(0) // a window that grows narrow takes no line away, nor the menu that is open in it
  if (isWide) drawn.current = count
  const now = Math.max(shown, drawn.current)
  const isPart = !isWide && now < count
  useEffect(() => { if (isPart) setShown(now + STEP) }, [isPart, now])
  return isPart ? now : count
}

export function Table<T>({ label, columns, rows, keyOf, ticks, sorting }: Props<T>) {
  const isTicking = ticks && rows.some(ticks.can)
  const shown = useSteps(rows.length)
  const lines = useMemo(() => rows.map((row) => (
    <tr key={keyOf(row)} role="row">
      {isTicking && <td role="cell" class="ticks"><TickOne row={row} keyOf={keyOf} ticks={ticks} /></td>}
      {columns.map((column) => <Cell key={column.title} column={column} row={row} />)}
    </tr>
  )), [rows, columns, ticks])
  return (
    <table role="table" tabIndex={-1} aria-label={label} class={isTicking ? 'ticking' : undefined}>
      <thead role="rowgroup">
        <tr role="row">
          {isTicking && <th role="columnheader" scope="col" class="ticks"><TickAll rows={rows} keyOf={keyOf} ticks={ticks} /></th>}
          {columns.map((column) => <Heading key={column.title} column={column} sorting={sorting} />)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lines.slice(0, shown)}
      </tbody>
    </table>
  )
}

/** Whom or what a line is about names it. */
function Cell<T>({ column, row }: { column: Column<T>; row: T }) {
  const { kind, title, brief } = column
  if (kind === 'main') return <th role="rowheader" scope="row" class="main">{column.cell(row)}</th>
  return (
    <td role="cell" class={brief ? `${kind ?? ''} brief` : kind}>
      {kind === 'actions' ? null : <span class="card-label" aria-hidden="true">{title}</span>}
      {column.cell(row)}
    </td>
  )
}

function Heading<T>({ column: { title, kind, sort }, sorting }: { column: Column<T>; sorting: Sorting | undefined }) {
  if (!sort || !sorting) {
    return <th role="columnheader" scope="col" class={kind}>{kind === 'actions' ? <span class="hidden">{title}</span> : title}</th>
  }
  const order = sorting.by !== sort ? undefined : sorting.isDown ? 'descending' : 'ascending'
  return (
    <th role="columnheader" scope="col" class={kind} aria-sort={order}>
      <button type="button" class="sorts" onClick={() => sorting.change(sort)}>{title}</button>
    </th>
  )
}

interface TickProps<T> {
  keyOf: (row: T) => string
  ticks: Ticks<T>
}

function TickOne<T>({ row, keyOf, ticks }: TickProps<T> & { row: T }) {
  const { selection, nameOf, can } = ticks
  if (!can(row)) return null
  const key = keyOf(row)
  return <Tick label={t().common.select(nameOf(row))} checked={selection.has(key)} onChange={() => selection.toggle(key)} />
}

function TickAll<T>({ rows, keyOf, ticks }: TickProps<T> & { rows: T[] }) {
  const keys = rows.filter(ticks.can).map(keyOf)
  const taken = keys.filter(ticks.selection.has).length
  const isAll = taken === keys.length
  return (
    <Tick label={t().common.selectAll} checked={isAll} mixed={taken > 0 && !isAll}
      onChange={() => (isAll ? ticks.selection.remove(keys) : ticks.selection.add(keys))} />
  )
}
