// A register as a file: for a spreadsheet, and for a program.
import { csvFile } from '../base/csvFile'
import type { RegisterWords } from './words/en'
import type { RegisterLine } from '../base/types'

type Row = Record<keyof RegisterWords['columns'], string>

function rowOf({ at, action, actor, subject, entity, operation, reason }: RegisterLine, words: RegisterWords): Row {
  return {
    at,
    action,
    decision: words.actions[action] ?? words.other,
    actor: actor ? (actor.name ?? '') : words.service,
    actorEmail: actor?.email ?? '',
    subject: subject?.name ?? '',
    subjectEmail: subject?.email ?? '',
    entity: entity?.name ?? '',
    reference: operation?.reference ?? '',
    operation: operation?.name ?? '',
    reason: reason ?? '',
  }
}

export function toCsv(lines: RegisterLine[], words: RegisterWords): string {
  const names = Object.keys(words.columns) as (keyof Row)[]
  const rows = [words.columns, ...lines.map((line) => rowOf(line, words))]
  return csvFile(rows.map((row) => names.map((name) => row[name])), words.delimiter)
}

export interface Heading {
  /** Whose register it is. */
  register: string
  filters: { action: string; since: string; until: string }
}

export function toJson(lines: RegisterLine[], { register, filters }: Heading, now: Date): string {
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value))
  return `${JSON.stringify({ register, filters: given, exported: now.toISOString(), items: lines }, null, 2)}\n`
}
