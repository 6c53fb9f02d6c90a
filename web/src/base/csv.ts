// A table as a spreadsheet saves it, from the bytes of its file to its cells.
import { trimmed } from './addresses'

export interface CsvFile {
  text: string
  /** The file was not UTF-8: its accents are a guess. */
  isGuess: boolean
}

/** In what a file may be saved that does not say it; the first is what a spreadsheet on Windows writes here. */
export const ENCODINGS = ['windows-1252', 'iso-8859-15', 'macintosh'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** UTF-8 and UTF-16 say what they are; what is neither is read as it is said. */
export function decodeCsv(bytes: Uint8Array, otherwise: Encoding = ENCODINGS[0]): CsvFile {
  const [first, second] = bytes
  const wide = first === 0xFF && second === 0xFE ? 'utf-16le' : first === 0xFE && second === 0xFF ? 'utf-16be' : null
  try {
    return { text: new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(bytes), isGuess: false }
  } catch {
    return { text: new TextDecoder(otherwise).decode(bytes), isGuess: true }
  }
}

export interface CsvRow {
  /** The line of the file on which it begins, from 1. */
  line: number
  cells: string[]
}

export interface Csv {
  rows: CsvRow[]
  /** The line of the first cell whose quotation mark is not closed: what follows may stand inside it. */
  unclosed: number | null
}

/** What stands between the cells: the one that is most often in the first row, which names the columns. */
function delimiterOf(text: string): string {
  const head = /[^\r\n\uFEFF]+/.exec(text)?.[0] ?? ''
  const times = (sign: string) => head.split(sign).length
  return [';', ',', '\t'].toSorted((one, other) => times(other) - times(one))[0] ?? ';'
}

/** `sep=;` as the first line says what stands between cells, as spreadsheets write it. Empty rows are left out. */
export async function readCsv(text: string): Promise<Csv> {
  const { default: Papa } = await import('papaparse')
  const [named, said] = /^\uFEFF?"?sep=(.)"?\r?\n/i.exec(text) ?? ['']
  const table = text.slice(named.length)
  const { data, errors } = Papa.parse<string[]>(table, { delimiter: said ?? delimiterOf(table) })
  const bad = errors.find(({ type }) => type === 'Quotes')?.row
  const rows: CsvRow[] = []
  let line = named ? 2 : 1
  let unclosed: number | null = null
  for (const [i, row] of data.entries()) {
    const cells = row.map(trimmed)
    if (i === bad) unclosed = line
    if (cells.some(Boolean)) rows.push({ line, cells })
    line += row.join('').split('\n').length
  }
  return { rows, unclosed }
}
