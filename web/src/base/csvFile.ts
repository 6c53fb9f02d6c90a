// A table as a file for a spreadsheet: RFC 4180, with the mark by which it knows UTF-8.
const BYTE_ORDER_MARK = '\ufeff'

/** A spreadsheet calculates what begins like this; an apostrophe makes it text. */
const isFormula = (text: string): boolean => /^\s*[=+@\t\r-]/.test(text)

export function cell(text: string, delimiter: string): string {
  const safe = isFormula(text) ? `'${text}` : text
  return /["\r\n]/.test(safe) || safe.includes(delimiter) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The head is the first row. Spreadsheets of the French take the semicolon between cells, for their comma stands in numbers. */
export function csvFile(rows: string[][], delimiter: string): string {
  const lines = rows.map((row) => row.map((text) => cell(text, delimiter)).join(delimiter))
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`
}
