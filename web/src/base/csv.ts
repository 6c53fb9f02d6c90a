// A table as a spreadsheet saves it, from the bytes of its file to its cells.
import { trimmed } from './addresses'

export interface CsvFile {
  text: string
  /** The file was not UTF-8: its accents are a guess. */
  isGuess: boolean
}

/** UTF-8 and UTF-16 say what they are; what is neither is what a spreadsheet on Windows saves here. */
export function decodeCsv(bytes: Uint8Array): CsvFile {
  const [first, second] = bytes
  const wide = first === 0xFF && second === 0xFE ? 'utf-16le' : first === 0xFE && second === 0xFF ? 'utf-16be' : null
  try {
    return { text: new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(bytes), isGuess: false }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), isGuess: true }
  }
}

export interface CsvRow {
  /** The line of the file on which it begins, from 1. */
  line: number
  cells: string[]
}

/** What stands between the cells: the one that is most often in the first row, which names the columns. */
function delimiterOf(text: string): string {
  const head = text.slice(0, (text + '\n').search(/[\r\n]/))
  const times = (sign: string) => head.split(sign).length
  return [';', ',', '\t'].toSorted((one, other) => times(other) - times(one))[0] ?? ';'
}

/** `sep=;` as the first line says what stands between cells, as spreadsheets write it. Empty rows are left out. */
export async function readCsv(text: string): Promise<CsvRow[]> {
  const { default: Papa } = await import('papaparse')
  const [named, said] = /^\uFEFF?sep=(.)\r?\n/i.exec(text) ?? ['']
  const table = text.slice(named.length)
  const { data } = Papa.parse<string[]>(table, { delimiter: said ?? delimiterOf(table) })
  let line = named ? 2 : 1
  return data.flatMap((row) => {
    const cells = row.map(trimmed)
    const found = { line, cells }
    line += 1 + row.join('').split('\n').length - 1
    return cells.some(Boolean) ? [found] : []
  })
}
