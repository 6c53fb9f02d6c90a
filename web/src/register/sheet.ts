// A register as a file: for a spreadsheet (RFC 4180, with the mark by which it knows UTF-8), and for a program.
import type { RegisterWords } from './words/en'
import type { RegisterLine } from '../base/types'

const BYTE_ORDER_MARK = '\ufeff'

/** A spreadsheet calculates what begins like this; an apostrophe makes it text. */
const isFormula = (text: string): boolean => /^\s*[=+@\t\r-]/.test(text)

export function cell(text: string, delimiter: string): string {
  const safe = isFormula(text) ? `'${text}` : text
  return /["\r\n]/.test(safe) || safe.includes(delimiter) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

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

/** Spreadsheets of the French take the semicolon between cells, for their comma stands in numbers. */
export function toCsv(lines: RegisterLine[], words: RegisterWords): string {
  const names = Object.keys(words.columns) as (keyof Row)[]
  const rows = [words.columns, ...lines.map((line) => rowOf(line, words))]
  const text = rows.map((row) => names.map((name) => cell(row[name], words.delimiter)).join(words.delimiter))
  return `${BYTE_ORDER_MARK}${text.join('\r\n')}\r\n`
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
