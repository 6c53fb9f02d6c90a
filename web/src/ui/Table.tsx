// A native table whose rows become cards on a phone. Roles are spelled out because the card layout would drop them.
import type { ComponentChildren } from 'preact'

export interface Column<T> {
  /** Empty for the column of actions. */
  title: string
  cell: (row: T) => ComponentChildren
  kind?: 'main' | 'actions' | 'date'
}

interface Props<T> {
  label: string
  columns: Column<T>[]
  rows: T[]
  keyOf: (row: T) => string
}

export function Table<T>({ label, columns, rows, keyOf }: Props<T>) {
  return (
    <table role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.title} role="columnheader" scope="col" class={column.kind}>
              {column.kind === 'actions' ? <span class="hidden">{column.title}</span> : column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map((column) => (
              <td key={column.title} role="cell" class={column.kind}>
                {!column.kind || column.kind === 'date' ? <span class="card-label" aria-hidden="true">{column.title}</span> : null}
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
